import type { Area } from '../../simulator/areas/Area';
import { coverage } from '../../simulator/coverage';
import { Router } from '../../simulator/server/Router';

type Row = (typeof coverage)[number]['rows'][number];

/** Routes that do not say which rules they keep, or where and when those were read. */
function coverageFindings(area: string, rows: readonly Row[]): string[] {
	const file = area === 'pushes' ? 'simulator/push/coverage.ts' : `simulator/areas/${area}/area.ts`;
	return rows.flatMap(({ route, rules }) => {
		const place = `${file}: coverage of ${route}:`;
		return [
			...(rules.length > 0
				? []
				: [
						`${place} write at least one rule that the platform keeps into "rules", with its source and date`,
					]),
			...rules.flatMap(({ rule, source, date }) => [
				...(rule.length > 3 ? [] : [`${place} "rule" must say what the platform checks or answers`]),
				...(source.length > 3 ? [] : [`${place} "source" must name the official page, or who reported it`]),
				...(/^20\d\d-\d\d(-\d\d)?$/.test(date)
					? []
					: [`${place} "date" must say when the rule was read, as YYYY-MM`]),
			]),
		];
	});
}

it.each(coverage)('$area: every rule names its source and date', ({ area, rows }) => {
	expect(coverageFindings(area, rows)).toEqual([]);
});

it('a route without rules, or with a rule without words, is named with its file', () => {
	const route = 'GET /a';
	const rules = [{ rule: '', source: '', date: 'today' }];
	expect(coverageFindings('menu', [{ route, status: 'covered', rules: [] }])).toEqual([
		expect.stringMatching(/^simulator\/areas\/menu\/area.ts: coverage of GET \/a: write at least one rule/),
	]);
	expect(coverageFindings('menu', [{ route, status: 'covered', rules }])).toEqual([
		expect.stringContaining('"rule" must say'),
		expect.stringContaining('"source" must name'),
		expect.stringContaining('"date" must say'),
	]);
});

describe('Router', () => {
	const route = (method: 'GET' | 'POST' | 'GET or POST', path: string): Area => ({
		routes: [
			{
				auth: 'none',
				method,
				path,
				body: 'none',
				coverage: { status: 'covered', rules: [] },
				handle: () => ({}),
			},
		],
	});

	it('tells unknown paths from wrong methods', () => {
		const router = new Router([route('GET', '/a'), route('GET or POST', '/b')]);
		expect(router.find('GET', '/a')).toMatchObject({ path: '/a' });
		expect(router.find('POST', '/b')).toMatchObject({ path: '/b' });
		expect(router.find('POST', '/a')).toBe('wrong-method');
		expect(router.find('GET', '/a/')).toBe('unknown');
		expect(router.list()).toEqual(['GET /a', 'GET or POST /b']);
	});

	it('refuses two routes for one method and path', () => {
		expect(() => new Router([route('GET', '/a'), route('GET', '/a')])).toThrow('GET /a is registered twice');
		expect(() => new Router([route('GET or POST', '/a'), route('POST', '/a')])).toThrow('registered twice');
		expect(() => new Router([route('GET', '/a'), route('POST', '/a')])).not.toThrow();
	});
});
