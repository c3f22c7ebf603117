import type { Area } from '../../simulator/areas/Area';
import { coverage } from '../../simulator/coverage';
import { Router } from '../../simulator/server/Router';

it.each(coverage)('$area: every rule names its source and date', ({ rows }) => {
	for (const { rules } of rows) {
		expect(rules.length).toBeGreaterThan(0);
		for (const { rule, source, date } of rules) {
			expect([rule, source].every((text) => text.length > 3)).toBe(true);
			expect(date).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
		}
	}
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
