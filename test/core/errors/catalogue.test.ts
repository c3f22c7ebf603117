import { CATALOGUE } from '../../../core/errors/catalogue';
import { explainRefusal } from '../../../core/errors/explain';
import { PlatformRefusal } from '../../../core/errors/WechatErrors';

const failures = CATALOGUE.filter(({ code }) => code !== 0);

test('every code says what it means and what to do', () => {
	const silent = failures.filter(({ meaning, remedy }) => meaning.trim() === '' || remedy.trim() === '');
	expect(silent.map(({ code }) => code)).toEqual([]);
});

test('no code is listed twice', () => {
	expect(new Set(CATALOGUE.map(({ code }) => code)).size).toBe(CATALOGUE.length);
});

test('no text ends in a period, since the explanation adds one', () => {
	const dotted = failures.filter(({ meaning, remedy }) => /[.。]$/.test(meaning) || /[.。]$/.test(remedy));
	expect(dotted.map(({ code }) => code)).toEqual([]);
});

test.each(failures.map((row) => [row.code, row] as const))(
	'%d is explained with meaning and remedy',
	(code, row) => {
		const refusal = new PlatformRefusal({ errcode: code, errmsg: '', path: '/cgi-bin/x', body: {} });
		const { message, description } = explainRefusal(refusal, { nowSeconds: 0 });
		expect(message).toContain(`WeChat ${code}: `);
		expect(description).toContain(row.meaning);
		expect(description).toContain(row.remedy);
	},
);
