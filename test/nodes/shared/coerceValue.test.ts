import type { INodeProperties } from 'n8n-workflow';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { coerceValue } from '../../../nodes/shared/coerceValue';

const field = (type: INodeProperties['type'], more: object = {}): INodeProperties => ({
	displayName: 'Subject',
	name: 'subject',
	type,
	default: '',
	...more,
});

const ROWS = field('fixedCollection', {
	typeOptions: { multipleValues: true },
	options: [{ name: 'row', displayName: 'Row', values: [field('string', { name: 'title' })] }],
});
const TWO_GROUPS = field('fixedCollection', {
	options: ['row', 'other'].map((name) => ({ name, displayName: name, values: [] })),
});
const GUARD = field('boolean', { required: true });
const FILE = { mimeType: 'image/png', data: 'iVBORw0KGgo=' };
const NUMBER = field('number', { typeOptions: { minValue: 1, maxValue: 50 } });
const DECIMAL = field('number', { typeOptions: { numberPrecision: 2 } });
const KIND = field('options', {
	options: [
		{ name: 'Image', value: 'image' },
		{ name: 'Voice', value: 'voice' },
	],
});

describe('coerceValue gives', () => {
	test.each([
		['an empty text for nothing', field('string'), undefined, ''],
		['an empty text for null', field('string'), null, ''],
		['a number as text', field('string'), 12345, '12345'],
		['a file as it is', field('string', { typeOptions: { binaryDataProperty: true } }), FILE, FILE],
		['a switch as text', field('string'), false, 'false'],
		['a bigint as text', field('string'), 12345678901234567890n, '12345678901234567890'],
		[
			'the id of a locator without what was pasted along',
			field('resourceLocator'),
			{ __rl: true, mode: 'id', value: ' id\n' },
			'id',
		],
		['a date as text', field('string'), new Date(0), '1970-01-01T00:00:00.000Z'],
		[
			'what says in JSON what it is (Luxon) as text',
			field('string'),
			{ toJSON: () => '2026-11-22T10:05:00.000Z' },
			'2026-11-22T10:05:00.000Z',
		],
		['digits as a number', NUMBER, ' 12 ', 12],
		['digits with a fraction as a number', DECIMAL, '+1.50', 1.5],
		['"false" as no', field('boolean'), 'false', false],
		['the default of a switch for nothing', field('boolean', { default: true }), null, true],
		['an option that was chosen', KIND, 'voice', 'voice'],
		['an option with white space around it', KIND, ' voice\n', 'voice'],
		['any option where the editor asks for the list', field('options'), 'abc', 'abc'],
		['an option by its digits', field('options', { options: [{ name: 'Two', value: '2' }] }), 2, '2'],
	])('%s', (_name, one, value, expected) => {
		expect(coerceValue(one, value)).toBe(expected);
	});

	test('every entry of a collection the type of its own field, and leaves the others alone', () => {
		const options = field('collection', { options: [field('string', { name: 'title' })] });
		expect(coerceValue(options, { title: 5, other: 5 })).toEqual({ title: '5', other: 5 });
	});

	test('every row of a fixed collection the type of its own field', () => {
		expect(coerceValue(ROWS, { row: [{ title: null }, { title: 7 }] })).toEqual({
			row: [{ title: '' }, { title: '7' }],
		});
	});

	test.each([
		['one row', { title: 7 }],
		['a list of rows', [{ title: 7 }]],
		['one row in the place of the list', { row: { title: 7 } }],
		['JSON', '{"row":[{"title":7}]}'],
		['JSON in the place of the list', { row: '[{"title":7}]' }],
	])('rows out of %s', (_name, value) => {
		expect(coerceValue(ROWS, value)).toEqual({ row: [{ title: '7' }] });
	});

	test('what was chosen in the type of the list', () => {
		const numbers = field('multiOptions', { options: [{ name: 'Two', value: 2 }] });
		expect(coerceValue(numbers, '2, 3')).toEqual([2, '3']);
	});

	test('no rows for none', () => {
		expect(coerceValue(ROWS, {})).toEqual({});
		expect(coerceValue(ROWS, { row: null })).toEqual({ row: [] });
	});

	test('a group of one row out of one, and none for nothing', () => {
		const one = { ...ROWS, typeOptions: {} };
		expect(coerceValue(one, { row: [{ title: 7 }] })).toEqual({ row: { title: '7' } });
		expect(coerceValue(one, { row: null })).toEqual({ row: undefined });
	});

	test.each([
		['a list', ['a', 2], ['a', '2']],
		['JSON', '["a",2]', ['a', '2']],
		['words with commas', 'a, 2', ['a', '2']],
		['one thing', 2, ['2']],
		['nothing', null, []],
	])('what several options were chosen out of %s', (_name, value, expected) => {
		expect(coerceValue(field('multiOptions'), value)).toEqual(expected);
	});

	test('a list of texts out of one, and out of nothing', () => {
		const words = field('string', { typeOptions: { multipleValues: true } });
		expect(coerceValue(words, 'a')).toEqual(['a']);
		expect(coerceValue(words, null)).toEqual([]);
	});

	test.each(['"a"', '1.0', 'true', 'null'])('the text %s as it is, although it is JSON', (text) => {
		expect(coerceValue(field('string', { typeOptions: { multipleValues: true } }), text)).toEqual([text]);
		expect(coerceValue(field('string'), text, true)).toBe(text);
	});

	test.each([
		['{"title":"a","id":12345678901234567890}', { title: 'a', id: '12345678901234567890' }],
		['', {}],
		[null, {}],
	])('a collection out of %j', (value, expected) => {
		const options = field('collection', { options: [field('string', { name: 'title' })] });
		expect(coerceValue(options, value)).toEqual(expected);
	});

	test.each([
		[1, true],
		['1', true],
		['TRUE ', true],
		[0, false],
		['0', false],
		['False', false],
	])('what a switch says with %j', (value, expected) => {
		expect(coerceValue(field('boolean'), value)).toBe(expected);
	});

	test('the default of a collection for nothing', () => {
		expect(coerceValue(field('collection', { default: { title: 'a' } }), null)).toEqual({ title: 'a' });
	});

	test('an array to a field that takes lists', () => {
		expect(coerceValue(field('string'), ['a', 2], true)).toEqual(['a', '2']);
		expect(coerceValue(field('string'), ' ["a",2]', true)).toEqual(['a', '2']);
	});
});

test.each([
	[12, 'must be one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12'],
	[13, 'holds a value that is not in its list'],
])('an unknown option of %i is refused with those that a reader can take in', (count, message) => {
	const options = Array.from({ length: count }, (_, index) => ({ name: 'x', value: index + 1 }));
	expect(() => coerceValue(field('options', { options }), 'abc')).toThrow(message);
});

describe('coerceValue refuses, naming the field,', () => {
	test.each([
		['an object as text', field('string'), { a: 1 }, 'Subject: must be a text, not an object'],
		['a list as text', field('string'), ['a'], 'Subject: must be a text, not a list'],
		[
			'a number whose last digits are lost',
			field('string'),
			Number('12345678901234567890'),
			'Subject: is too large for a JavaScript number',
		],
		['zero below the range', NUMBER, 0, 'Subject: must be a whole number from 1 to 50'],
		['a number above the range', NUMBER, 51, 'Subject: must be a whole number from 1 to 50'],
		['a fraction', NUMBER, 2.5, 'Subject: must be a whole number from 1 to 50'],
		['a fraction without digits', DECIMAL, '1.', 'Subject: must be a number'],
		['a word as number', NUMBER, 'many', 'Subject: must be a whole number from 1 to 50'],
		['nothing as number', NUMBER, null, 'Subject: must be a whole number from 1 to 50'],
		['an empty text as number', field('number'), '', 'Subject: must be a whole number'],
		[
			'a number below an open range',
			field('number', { typeOptions: { minValue: 1 } }),
			-5,
			'Subject: must be a whole number of 1 or more',
		],
		['a word as switch', field('boolean'), 'yes', 'Subject: must be true or false'],
		['a number that is no switch', field('boolean'), 2, 'Subject: must be true or false'],
		['nothing for a switch that keeps others out', GUARD, null, 'Subject: must be true or false'],
		['no collection with such a switch', field('collection', { options: [GUARD] }), null, 'Subject: must be'],
		['a word as collection', field('collection'), 'abc', 'Subject: must be an object'],
		['a list as collection', field('collection'), '[1]', 'Subject: must be an object'],
		['a text that says null as collection', field('collection'), 'null', 'Subject: must be an object'],
		['words as rows', ROWS, { row: ['a'] }, 'Subject: must hold objects'],
		['an object in a list of options', field('multiOptions'), [{}], 'Subject: must be a text'],
		['what is no number as text', field('string'), NaN, 'Subject: is not a number'],
		['an unknown option', KIND, 'abc', 'Subject: must be one of image, voice'],
		['a list as option', KIND, ['image'], 'Subject: must be one of image, voice'],
		[
			'two rows where one belongs',
			{ ...ROWS, typeOptions: {} },
			{ row: [{}, {}] },
			'Subject: must be one object',
		],
		['a list where it may be of two groups', TWO_GROUPS, [{ title: 7 }], 'Subject: must be an object'],
		['no option', KIND, undefined, 'Subject: must be one of image, voice'],
	])('%s', (_name, one, value, message) => {
		expect(() => coerceValue(one, value)).toThrow(InvalidInputError);
		expect(() => coerceValue(one, value)).toThrow(message);
	});
});
