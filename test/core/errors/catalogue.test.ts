import { CATALOGUE, controlFlowOf, headlineOf } from '../../../core/errors/catalogue';
import rows from '../../../core/errors/catalogue.json';
import { explainRefusal, explainRefusalToCredential } from '../../../core/errors/explain';
import { WechatApiError } from '../../../core/errors/WechatErrors';

const failures = CATALOGUE.filter(({ code }) => code !== 0);

/** Codes whose advice depends on the call; the catalogue's own is for the reference page. */
const DEPENDS_ON_CALL = new Set([-1, 40001, 61450, 886001, 9500002, 268487001, 268487002, 268488001]);

/** What only somebody who writes a client of the API would understand or could do. */
const FOR_PROGRAMMERS = [
	/\b(errcode|errmsg|access_token|expires_in|grant_type|ensure_ascii|JSON_UNESCAPED\w*|Content-Type|Content-Length)\b/i,
	/\b(SDK|API client|cached?|dedupe|parse|serialize|multipart|form encoding|URL-safe|endpoint|idempotent)\b(?<!JS-SDK)/i,
	/\b(retry|retries|back-?off|refresh once|handle like|call again)\b/i,
	/\b(in|of) the (URL|query string|request body)\b/i,
	/\b(get_all_private_template|get_current_selfmenu_info|clear_quota|stable_token|uploadimg|batchget)\b/,
	/(^|[\s(])(menu|tags?|user|media|material|draft|message|openapi|template|sns)\/[a-z]/,
];

const wordsForProgrammers = (text: string) => FOR_PROGRAMMERS.flatMap((rule) => rule.exec(text)?.[0] ?? []);

test('every code says what it means and what to do', () => {
	const silent = failures.filter(({ meaning, remedy }) => meaning.trim() === '' || remedy.trim() === '');
	expect(silent.map(({ code }) => code)).toEqual([]);
});

test('no code is listed twice', () => {
	expect(new Set(CATALOGUE.map(({ code }) => code)).size).toBe(CATALOGUE.length);
});

/** The columns on control flow with the values that they may have; a column without `undefined` is in every row. */
const COLUMNS: Readonly<Record<string, readonly unknown[]>> = {
	retry: [
		...['no', 'refresh-token-once', 'backoff', 'after-60s', 'after-1h', 'after-24h', 'next-day'],
		'later',
	],
	endsRun: [true, undefined],
	busy: [true, undefined],
	loginCode: ['dead', 'later', undefined],
};
const TEXTS = ['code', 'errmsg', 'meaning', 'chinese', 'remedy', 'area', 'confidence'];

test.each(Object.entries(COLUMNS))('the column %s has known values only', (column, values) => {
	const odd = rows.filter((row) => !values.includes((row as Record<string, unknown>)[column]));
	expect(odd).toEqual([]);
});

test('a row has no column that nobody reads', () => {
	const names = new Set(rows.flatMap((row) => Object.keys(row)));
	expect([...names].sort()).toEqual([...TEXTS, ...Object.keys(COLUMNS)].sort());
});

const codesWith = (holds: (flow: ReturnType<typeof controlFlowOf>) => boolean) =>
	CATALOGUE.map(({ code }) => code).filter((code) => holds(controlFlowOf(code)));

test('controlFlowOf says which refusals end a run, because every further item would meet them as well', () => {
	expect(codesWith(({ endsRun }) => endsRun)).toEqual([
		...[40125, 40164, 40243, 45009, 48001, 48004, 48006, 50004, 50007, 61024],
		...[89501, 89502, 89503, 89506, 89507],
	]);
});

test('controlFlowOf says which refusals leave open whether a write was executed', () => {
	expect(codesWith(({ busy }) => busy)).toEqual([
		...[-1, 61450, 886001, 9500002, 268487001, 268487002, 268488001],
	]);
});

test('controlFlowOf says what becomes of the code of a web authorization', () => {
	expect(codesWith(({ loginCode }) => loginCode === 'dead')).toEqual([40029, 40163, 42003]);
	expect(codesWith(({ loginCode }) => loginCode === 'later')).toEqual([-1, 45011]);
});

test('controlFlowOf takes a code of no table as final, for one call alone', () => {
	expect(controlFlowOf(123456789)).toEqual({
		retry: 'no',
		endsRun: false,
		busy: false,
		loginCode: undefined,
	});
});

test('no text ends in a period, since the explanation adds one', () => {
	const dotted = failures.filter(({ meaning, remedy }) => /[.。]$/.test(meaning) || /[.。]$/.test(remedy));
	expect(dotted.map(({ code }) => code)).toEqual([]);
});

test.each([
	'Handle like 40003',
	'Fill template_id from get_all_private_template',
	'Serialize JSON as raw UTF-8 (ensure_ascii=False / JSON_UNESCAPED_UNICODE)',
	'Put access_token in the URL query',
	'Refresh once and retry; keep a safety margin before expires_in',
	'drop the cached token, fetch one',
	'Read the IP from errmsg',
	'dedupe the callback',
	'Set the menu again with menu/create',
	'Wait, then retry',
])('"%s" counts as advice for programmers', (text) => {
	expect(wordsForProgrammers(text)).not.toEqual([]);
});

test('every remedy is one for a person in the editor, not for somebody who writes a client', () => {
	const found = failures.map(({ code, remedy }) => ({ code, words: wordsForProgrammers(remedy) }));
	expect(found.filter(({ words }) => words.length > 0)).toEqual([]);
});

test('no meaning sends the reader to a part of the answer that he does not see', () => {
	expect(failures.filter(({ meaning }) => /errmsg|errcode/.test(meaning)).map(({ code }) => code)).toEqual(
		[],
	);
});

test('who has to be asked is named, instead of waiting that helps nobody', () => {
	for (const code of [89501, 89502, 89503, 89504, 89505, 89506, 89507]) {
		expect(failures.find((row) => row.code === code)?.remedy).toMatch(/\b[Aa]sk the administrator\b/);
	}
});

test('every code has a headline of 80 characters at most, which begins with a capital and speaks of no code', () => {
	const odd = failures.filter(
		({ meaning }) =>
			[...meaning].length > 80 || !/^[A-Z]/.test(meaning) || /errcode|errmsg|WeChat \d/.test(meaning),
	);
	expect(odd.map(({ code, meaning }) => ({ code, meaning }))).toEqual([]);
});

test('the codes that people meet most have a few Chinese words beside the headline', () => {
	const both = CATALOGUE.filter(({ chinese }) => chinese !== undefined);
	expect(both.length).toBeGreaterThanOrEqual(30);
	expect(both.map(({ code }) => code)).toEqual(
		expect.arrayContaining([-1, 40001, 40003, 40007, 40013, 40037, 40125, 40164, 42001, 43004]),
	);
	expect(both.map(({ code }) => code)).toEqual(
		expect.arrayContaining([43101, 45009, 45011, 45015, 45047, 47003, 48001]),
	);
	const odd = both.filter(({ chinese = '' }) => !/\p{Script=Han}/u.test(chinese) || /[.。]$/.test(chinese));
	expect(odd.map(({ code }) => code)).toEqual([]);
	expect(new Set(both.map(({ chinese }) => chinese)).size).toBe(both.length);
});

test('headlineOf gives the few words of a code, and nothing for a code of no table', () => {
	expect(headlineOf(40003)).toBe('This OpenID does not belong to this account');
	expect(headlineOf(123456789)).toBeUndefined();
});

test.each(failures.map((row) => [row.code, row] as const))(
	'%d is explained by its headline, code and remedy',
	(code, row) => {
		const refusal = new WechatApiError({ errcode: code, errmsg: '', path: '/cgi-bin/x', body: {} });
		const { message, description } = explainRefusal(refusal, { nowSeconds: 0, effect: 'read' });
		const chinese = row.chinese === undefined ? '' : ` · ${row.chinese}`;
		expect(message).toBe(`${row.meaning} (WeChat ${code})${chinese}`);
		expect(description).not.toContain(row.meaning);
		if (DEPENDS_ON_CALL.has(code)) expect(description).not.toContain(row.remedy);
		else expect(description).toContain(row.remedy);
	},
);

test.each(failures.map(({ code }) => [code]))(
	'%d in the dialog of the credential speaks of no node, rid, path or page',
	(errcode) => {
		for (const path of ['/cgi-bin/stable_token', '/cgi-bin/get_api_domain_ip', 'the token service']) {
			const refusal = new WechatApiError({
				errcode,
				errmsg: 'text rid: 61-62',
				path,
				rid: '61-62',
				body: {},
			});
			const { message, description } = explainRefusalToCredential(refusal, 0);
			expect(`${message}. ${description}`).not.toMatch(
				/\bnode\b|61-62|cgi-bin\/(get_api|stable)|https?:\/\/\w/,
			);
			expect(description).not.toContain(message.replace(/ \(WeChat.*/, ''));
			expect(description.length).toBeGreaterThan(10);
		}
	},
);
