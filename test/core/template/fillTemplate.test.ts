import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { problemsOf } from '../../../core/errors/readAll';
import { fillTemplate, type FillOptions, type KnownField } from '../../../core/template/fillTemplate';

const fill = (values: Record<string, unknown>, options: Partial<FillOptions> = {}) =>
	fillTemplate(values, {
		check: 'strict',
		timezone: 'Asia/Shanghai',
		fields: [],
		input: 'Fields',
		...options,
	});

const refusal = (values: Record<string, unknown>, options: Partial<FillOptions> = {}) => {
	try {
		fill(values, options);
	} catch (error) {
		if (error instanceof InvalidInputError) return error;
	}
	throw new Error('the values were not refused');
};

const LONG = '一二三四五六七八九十一二三四五六七八九十一二';
const FIELDS: KnownField[] = [
	{ key: 'thing1', label: '商品名称' },
	{ key: 'amount2', label: '金额' },
	{ key: 'remark', label: '' },
];

describe('fillTemplate', () => {
	test('wraps every value in the form of its field', () => {
		expect(fill({ thing1: '咖啡', amount2: 39.8, time3: '2026-11-22T02:05:00Z' })).toEqual({
			thing1: { value: '咖啡' },
			amount2: { value: '39.80' },
			time3: { value: '2026-11-22 10:05' },
		});
	});

	test('accepts keys as the template writes them, and values as the platform wraps them', () => {
		expect(
			fill({
				'thing1.DATA': { value: 'a', color: '#173177' },
				'{{ thing2.DATA }}': 'b',
				'\ufeffthing3\u200b ': 'c',
				'thi\u200bng4': 'd',
				keyword5: { value: null },
			}),
		).toEqual({
			thing1: { value: 'a' },
			thing2: { value: 'b' },
			thing3: { value: 'c' },
			thing4: { value: 'd' },
			keyword5: { value: '' },
		});
	});

	test('names a field without a label by its key, and a long key by its beginning', () => {
		const fields = [{ key: 'remark', label: '' }];
		expect(refusal({ remark: LONG }, { fields }).field).toBe('remark');
		expect(refusal({ ['x'.repeat(60)]: 'a' }, { fields }).field).toBe(`${'x'.repeat(40)}…`);
		expect(refusal({ ['字'.repeat(60)]: 'a' }, { fields }).field).toBe(`“${'字'.repeat(40)}…”`);
	});

	test('takes the largest whole number that a double holds, and refuses what is beyond on either side', () => {
		const digits = String(Number.MAX_SAFE_INTEGER);
		expect(fill({ number1: Number.MAX_SAFE_INTEGER }).number1?.value).toBe(digits);
		expect(refusal({ number1: -(2 ** 60) }).rule).toContain('too large');
	});

	test('takes two decimals of an amount, and any of another number', () => {
		expect(fill({ amount1: 7.89, number2: 7.899 })).toEqual({
			amount1: { value: '7.89' },
			number2: { value: '7.899' },
		});
	});

	test('strict names field, rule, length and remedy of an over-long value', () => {
		const { field, rule, remedy } = refusal({ thing1: LONG, amount2: 1 }, { fields: FIELDS });
		expect(field).toBe('商品名称 (thing1)');
		expect(rule).toBe(
			'has 22 characters, at most 20 are allowed; WeChat may cut the value or refuse the message',
		);
		expect(remedy).toContain('Options → Value Check to Shorten');
	});

	test('strict tells that WeChat cuts the values of industry templates, and never that it refuses them', () => {
		expect(refusal({ keyword1: LONG }).rule).toContain('WeChat shows an ellipsis in place of the rest');
		expect(refusal({ keyword1: LONG }).rule).not.toContain('refuse');
		expect(refusal({ remark: LONG }).rule).toContain('has not shown this line');
	});

	test('shorten cuts texts, turns line breaks into spaces and takes out emoji', () => {
		const options = { check: 'shorten' } as const;
		expect(fill({ thing1: LONG }, options).thing1?.value).toBe(LONG.slice(0, 20));
		expect(fill({ thing1: 'one\r\ntwo\tthree' }, options).thing1?.value).toBe('one two three');
		expect(fill({ thing1: `${'a'.repeat(19)}😀😀` }, options).thing1?.value).toBe('a'.repeat(19));
		expect(fill({ thing1: 'ok\ud83d' }, options).thing1?.value).toBe('ok');
		expect(fill({ thing1: 'a\ud83db\ud83dc' }, options).thing1?.value).toBe('abc');
		expect(fill({ keyword1: `${'x'.repeat(30)}${'字'.repeat(25)}` }, options).keyword1?.value).toBe(
			`${'x'.repeat(30)}${'字'.repeat(19)}`,
		);
		expect(fill({ name1: '阿abcdefghijklmno' }, options).name1?.value).toBe('阿abcdefghi');
	});

	test.each([
		['amount1', '12345678901.5'],
		['number1', '9'.repeat(33)],
		['phone_number1', '1'.repeat(18)],
		['car_number1', 'A'.repeat(9)],
		['time1', 'soon'],
		['phrase1', 'English'],
		['thing1', ' \n '],
		['short_thing1', '👨‍👩‍👧‍👦'],
		['thing1', '😀🇨🇳 1️⃣'],
		['amount1', 7.899],
	])('shorten refuses %s %j, which cutting cannot mend', (key, value) => {
		expect(() => fill({ [key]: value }, { check: 'shorten' })).toThrow(InvalidInputError);
	});

	test.each(['one\ntwo', 'tab\there', 'nul\u0000', 'half \ud83d', 'half \ude00 emoji'])(
		'strict refuses %j',
		(value) => {
			expect(() => fill({ thing1: value })).toThrow(InvalidInputError);
		},
	);

	test('names the way out of a wrong form, of a character that alone is too long, and of a third decimal', () => {
		expect(refusal({ time1: 'soon' }).remedy).toContain('Options → Value Check to Leave to WeChat');
		expect(refusal({ short_thing1: `e${'\u0301'.repeat(5)}` }, { check: 'shorten' }).rule).toContain(
			'first character',
		);
		const { field, rule, remedy } = refusal({ amount1: 7.899 });
		expect([field, rule]).toEqual(['Fields → amount1', '7.899 has more than two decimals']);
		expect(remedy).toContain('toFixed(2)');
	});

	test('sends an amount with three decimals as it is when it is given as text, or without check', () => {
		expect(fill({ amount1: '7.899' }).amount1?.value).toBe('7.899');
		expect(fill({ amount1: 7.899 }, { check: 'none' }).amount1?.value).toBe('7.899');
	});

	test.each(['strict', 'shorten', 'none'] as const)(
		'%s refuses a number that a double has changed, and takes its digits as text',
		(check) => {
			const id = { character_string1: Number('12345678901234567890') };
			expect(refusal(id, { check }).remedy).toContain('text');
			const text = '12345678901234567890';
			expect(fill({ character_string1: text }, { check }).character_string1?.value).toBe(text);
		},
	);

	test('quotes only the beginning of a value with the wrong form', () => {
		const { message } = refusal({ amount1: `secret-${'x'.repeat(30)}-tail` });
		expect(message).toContain('amount');
		expect(message).not.toContain('tail');
	});

	test.each([[''], [null], [undefined], ['   '], ['\u200b'], ['\ufeff \u2060\u3164\u2800'], ['\ufe0f']])(
		'refuses the empty value %j of a typed field',
		(value) => {
			expect(refusal({ thing1: value }).rule).toContain('is empty');
		},
	);

	test('says whether a value was empty from the beginning, and takes out what only changes the look', () => {
		const end = 'and WeChat refuses a message with an empty field';
		expect(refusal({ thing1: '' }).rule).toBe(`is empty, ${end}`);
		expect(refusal({ thing1: '😀' }, { check: 'shorten' }).rule).toBe(
			`is empty once WeChat takes out emoji and control characters, ${end}`,
		);
		expect(fill({ thing1: 'a\ufe0eb' }).thing1?.value).toBe('ab');
	});

	test('tells an emoji beside a text from a value of nothing else, which an untyped field may be', () => {
		const alone = (text: string) => `contains nothing but emoji (${text}); WeChat takes emoji out`;
		expect(refusal({ thing1: '😀 😀' }).rule).toContain(alone('😀 😀'));
		expect(refusal({ thing1: '😀'.repeat(60) }).rule).toContain(alone(`${'😀'.repeat(40)}…`));
		for (const values of [{ thing1: 'a😀' }, { keyword1: '😀' }])
			expect(refusal(values).rule).toBe('holds the emoji 😀, which WeChat takes out of template messages');
	});

	test('lets untyped fields be empty', () => {
		expect(fill({ keyword1: '', orderNo: null })).toEqual({
			keyword1: { value: '' },
			orderNo: { value: '' },
		});
	});

	test('names a typed field of the template that has no value, not an untyped one', () => {
		for (const check of ['strict', 'shorten'] as const)
			expect(refusal({ thing1: 'a' }, { fields: FIELDS, check })).toMatchObject({
				field: '金额 (amount2)',
				rule: 'has no value, and WeChat refuses a message with an empty field',
			});
		expect(fill({ thing1: 'a' }, { fields: FIELDS, check: 'none' })).toEqual({ thing1: { value: 'a' } });
		expect(fill({ thing1: 'a', amount2: 1 }, { fields: FIELDS })).not.toHaveProperty('remark');
	});

	test('names every wrong field at once, each with its label, its rule and its remedy', () => {
		const error = refusal({ thing1: LONG, amount2: 'soon', thing9: 'b' }, { fields: FIELDS });
		expect(error.message).toBe('3 fields break their rules: 商品名称 (thing1), 金额 (amount2), thing9');
		expect(error.remedy).toContain('(1) 商品名称 (thing1) has 22 characters, at most 20 are allowed');
		expect(error.remedy).toContain(
			'(2) 金额 (amount2) “soon” does not fit the field type amount, which takes',
		);
		expect(error.remedy).toContain('(3) thing9 is not a field of the template');
		expect(problemsOf(error).map(({ field }) => field)).toEqual([
			'商品名称 (thing1)',
			'金额 (amount2)',
			'thing9',
		]);
	});

	test('names a wrong value and a missing one together', () => {
		expect(problemsOf(refusal({ thing1: '😀' }, { fields: FIELDS })).map(({ field }) => field)).toEqual([
			'商品名称 (thing1)',
			'金额 (amount2)',
		]);
	});

	test('loses the invisible characters that copying leaves, and keeps the joiners inside words', () => {
		expect(fill({ thing1: '\ufeff咖啡\u200b', amount2: '39\u200b.80', keyword3: 'می\u200cروم' })).toEqual({
			thing1: { value: '咖啡' },
			amount2: { value: '39.80' },
			keyword3: { value: 'می\u200cروم' },
		});
	});

	test('names a key that the template does not have, and those it has', () => {
		const { field, remedy } = refusal({ thing1: 'a', amount2: 1, thing9: 'b' }, { fields: FIELDS });
		expect(field).toBe('thing9');
		expect(remedy).toContain('商品名称 (thing1');
	});

	test('recognizes a whole message, whose other parts are no fields', () => {
		const data = { thing1: { value: 'a' }, time2: { value: '10:00' } };
		const url = 'https://example.com/a/long/address/of/a/page';
		for (const values of [{ data }, { touser: 'oA', template_id: 'T', url, data }]) {
			const { field, rule, remedy } = refusal(values);
			expect([field, rule]).toEqual(['Fields', 'holds a whole message in WeChat’s format']);
			expect(remedy).toContain('only what is inside its "data"');
		}
		expect(fill({ data: { value: 'a' } })).toEqual({ data: { value: 'a' } });
		expect(fill({ data: new Date(0) })).toEqual({ data: { value: '1970-01-01 08:00' } });
	});

	test('refuses a label in place of a key, a list, an object, and no values at all', () => {
		expect(refusal({ 商品名称: 'a' }).rule).toContain('not the key of a field');
		expect(refusal({ thing1: ['a'] }).rule).toContain('neither text nor number');
		expect(refusal({ thing1: { text: 'a' } }).rule).toContain('neither text nor number');
		expect(refusal({}).rule).toContain('no values');
	});

	test('refuses a value that the template does not list, and takes several joined by commas', () => {
		const fields = [{ key: 'enum_string1', label: '房间', options: ['客厅', '卧室'] }];
		expect(fill({ enum_string1: '卧室' }, { fields }).enum_string1?.value).toBe('卧室');
		for (const several of ['客厅,卧室', '客厅, 卧室', '客厅，卧室'])
			expect(fill({ enum_string1: several }, { fields }).enum_string1?.value).toBe(several);
		const withComma = [{ key: 'enum_string1', label: '房间', options: ['客厅, 卧室'] }];
		expect(fill({ enum_string1: '客厅, 卧室' }, { fields: withComma }).enum_string1?.value).toBe(
			'客厅, 卧室',
		);
		expect(refusal({ enum_string1: '客厅,厨房' }, { fields }).rule).toContain('“客厅,厨房” is not one of');
		expect(refusal({ enum_string1: '厨房' }, { fields }).remedy).toContain('客厅, 卧室');
	});

	test.each([
		[Array.from({ length: 66 }, () => '室'), Array.from({ length: 66 }, () => '室').join(', ')],
		[
			Array.from({ length: 300 }, () => '室'),
			`${Array.from({ length: 67 }, () => '室').join(', ')} and 233 more`,
		],
		[['客'.repeat(300), '室'], `${'客'.repeat(200)}… and 1 more`],
	])('names whole values of a long list, and how many more there are: %#', (options, listed) => {
		const fields = [{ key: 'enum1', label: '', options }];
		expect(refusal({ enum1: '厨房' }, { fields }).remedy).toBe(`Use one of: ${listed}`);
	});

	test('marks a value or key that is too long to be shown as a whole', () => {
		const fields = [{ key: 'enum1', label: '', options: ['客厅'] }];
		expect(refusal({ enum1: '厨'.repeat(41) }, { fields }).rule).toContain(
			`“${'厨'.repeat(40)}…” is not one`,
		);
		expect(refusal({ date1: '明'.repeat(41) }).rule).toContain(`“${'明'.repeat(40)}…” does not fit`);
		expect(refusal({ enum1: '厨'.repeat(40) }, { fields }).rule).toContain(`“${'厨'.repeat(40)}” is not one`);
	});

	test('without check sends what it is given, in the form of the field', () => {
		expect(fill({ thing1: LONG, time2: 'soon', number3: '' }, { check: 'none', fields: [] })).toEqual({
			thing1: { value: LONG },
			time2: { value: 'soon' },
			number3: { value: '' },
		});
	});

	test('treats a key that every object inherits as any other key', () => {
		const data = fill(JSON.parse('{"__proto__": "a", "constructor": "b"}') as Record<string, unknown>);
		expect(JSON.stringify(data)).toBe('{"__proto__":{"value":"a"},"constructor":{"value":"b"}}');
	});
});
