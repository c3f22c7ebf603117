import { toValueText } from '../../../core/template/valueText';

const ZONE = 'Asia/Shanghai';
const inShanghai = (value: unknown, kind: string) => toValueText(value, kind, ZONE);

describe('toValueText', () => {
	test.each([
		['an ISO text in UTC', '2026-11-22T20:05:09.123Z'],
		['an ISO text with an offset', '2026-11-22T21:05:09+01:00'],
		['a text of PostgreSQL', '2026-11-22 20:05:09+00'],
		['a Date', new Date('2026-11-22T20:05:09Z')],
		['an object with toJSON, as Luxon’s times', { toJSON: () => '2026-11-22T15:05:09.000-05:00' }],
	])('shows %s in the time zone of the workflow', (_name, value) => {
		expect(inShanghai(value, 'time')).toBe('2026-11-23 04:05');
		expect(inShanghai(value, 'date')).toBe('2026-11-23 04:05');
		expect(inShanghai(value, 'thing')).toBe('2026-11-23 04:05');
		expect(toValueText(value, 'time', 'America/New_York')).toBe('2026-11-22 15:05');
	});

	test.each([
		['midnight of the workflow’s zone', '2026-11-22T16:00:00.000Z', '2026-11-23'],
		['midnight in UTC, as databases give a day', '2026-11-22T00:00:00.000Z', '2026-11-22'],
		['midnight without zone', '2026-11-22T00:00', '2026-11-22'],
		['any other time', '2026-11-22T00:30:00.000Z', '2026-11-22 08:30'],
	])('writes %s for a date field without a time of its own', (_name, value, text) => {
		expect(inShanghai(value, 'date')).toBe(text);
	});

	test('takes an ISO text without zone as it stands', () => {
		expect(inShanghai('2026-11-22T23:05:59', 'time')).toBe('2026-11-22 23:05');
		expect(toValueText('2026-11-22T23:05', 'date', 'America/New_York')).toBe('2026-11-22 23:05');
	});

	test('follows summer time and writes midnight as 00', () => {
		expect(toValueText('2026-07-01T22:00:00Z', 'time', 'Europe/Berlin')).toBe('2026-07-02 00:00');
		expect(toValueText('2026-12-01T23:00:00Z', 'time', 'Europe/Berlin')).toBe('2026-12-02 00:00');
	});

	test('falls back to UTC for an unknown time zone', () => {
		expect(toValueText('2026-11-22T20:05:09Z', 'time', 'Mars/Olympus')).toBe('2026-11-22 20:05');
	});

	test('reads Unix seconds and milliseconds for time and date fields only', () => {
		expect(inShanghai(1_763_770_000, 'time')).toBe('2025-11-22 08:06');
		expect(inShanghai('1763770000', 'date')).toBe('2025-11-22 08:06');
		expect(inShanghai(1_763_770_000.9, 'time')).toBe('2025-11-22 08:06');
		expect(inShanghai(1_763_770_000_123, 'time')).toBe('2025-11-22 08:06');
		expect(inShanghai(1_763_770_000, 'number')).toBe('1763770000');
		expect(inShanghai('1763770000', 'character_string')).toBe('1763770000');
	});

	test.each([
		'10:30',
		'2026年11月22日',
		'2026-11-22',
		'15:01~16:30',
		'2026-11-22T25:00:00Z',
		'2026-02-30T10:00:00Z',
		'2027-02-29T10:00',
		'2026-04-31 08:00:00+08:00',
		'not a time',
	])('leaves the text %j as it is', (text) => {
		expect(inShanghai(text, 'time')).toBe(text);
	});

	test('takes the last day of a leap year’s February, and midnight at the end of a day', () => {
		expect(inShanghai('2028-02-29T10:00:00Z', 'time')).toBe('2028-02-29 18:00');
		expect(inShanghai('2026-11-28T24:00:00Z', 'time')).toBe('2026-11-29 08:00');
	});

	test.each([
		[39.8, 'amount', '39.80'],
		[39, 'amount', '39'],
		[0.1 + 0.2, 'amount', '0.30'],
		[39.8 * 3, 'amount', '119.40'],
		[7.899, 'amount', '7.899'],
		[1.005, 'amount', '1.005'],
		[0.004, 'amount', '0.004'],
		[0.1 + 0.2, 'number', '0.3'],
		[4.35 * 100, 'number', '435'],
		[123_456_789_012.345, 'number', '123456789012.345'],
		[1e15, 'number', '1000000000000000'],
		[Number.MAX_SAFE_INTEGER, 'number', '9007199254740991'],
		[1.5e-7, 'number', '0.00000015'],
		[-3.5, 'number', '-3.5'],
		[9007199254740993n, 'number', '9007199254740993'],
		[42, 'thing', '42'],
		[true, 'thing', 'true'],
	])('writes %p for %s as %j', (value, kind, text) => {
		expect(inShanghai(value, kind)).toBe(text);
	});

	test('trims text and takes null, undefined and an invalid date as empty', () => {
		expect(inShanghai('  咖啡\n', 'thing')).toBe('咖啡');
		expect([null, undefined, new Date(Number.NaN)].map((value) => inShanghai(value, 'thing'))).toEqual([
			'',
			'',
			'',
		]);
	});

	test.each(['thing', 'short_thing', 'name', 'const', 'enum', 'enum_string', 'free'])(
		'keeps the joiners inside the words of a %s',
		(kind) => {
			expect(inShanghai('می\u200cروم', kind)).toBe('می\u200cروم');
		},
	);

	test('joins two times or days by the mark that WeChat takes', () => {
		expect(inShanghai('10:00～11:00', 'time')).toBe('10:00~11:00');
		expect(inShanghai('2026-11-22～2026-11-23', 'date')).toBe('2026-11-22~2026-11-23');
		expect(inShanghai('10:00～11:00', 'thing')).toBe('10:00～11:00');
	});

	test.each([
		[[1, 2]],
		[{ a: 1 }],
		[{ toJSON: 'a' }],
		[Number.NaN],
		[Number.POSITIVE_INFINITY],
		[Symbol('x')],
		[() => 1],
	])('gives nothing for %p', (value) => {
		expect(inShanghai(value, 'thing')).toBeUndefined();
	});
});
