import fc from 'fast-check';
import {
	addDays,
	beijingDay,
	countDays,
	daysOf,
	isDay,
	mondayOf,
	periodsIn,
	splitDays,
} from '../../../core/time/calendarDays';

const day = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays('2000-01-01', days));
const range = fc.tuple(day, fc.nat(800)).map(([begin, days]) => ({ begin, end: addDays(begin, days) }));

test('splitDays covers a range without a gap, an overlap or a part that is too long', () => {
	fc.assert(
		fc.property(range, fc.integer({ min: 1, max: 40 }), (whole, span) => {
			const parts = splitDays(whole, span);
			expect(parts.flatMap(daysOf)).toEqual(daysOf(whole));
			expect(parts.every((part) => countDays(part) <= span)).toBe(true);
		}),
	);
});

test('periodsIn names weeks by their Monday, in order, none that is not over', () => {
	fc.assert(
		fc.property(range, ({ begin, end }) => {
			const weeks = periodsIn({ begin, end }, 'week');
			expect(weeks).toEqual(weeks.map(mondayOf));
			expect(weeks).toEqual([...new Set(weeks)].sort());
			for (const week of weeks) expect(addDays(week, 6) <= end).toBe(true);
			if (weeks[0]) expect(weeks[0] <= begin).toBe(true);
		}),
	);
});

test.each([
	[{ begin: '2026-01-15', end: '2026-03-30' }, ['2026-01-01', '2026-02-01']],
	[{ begin: '2024-02-01', end: '2024-02-29' }, ['2024-02-01']],
	[{ begin: '2024-02-01', end: '2024-02-28' }, []],
	[{ begin: '2025-12-31', end: '2026-01-31' }, ['2025-12-01', '2026-01-01']],
])('the months of %j are %j', (whole, months) => {
	expect(periodsIn(whole, 'month')).toEqual(months);
});

test.each([
	['2026-11-22T15:59:59Z', '2026-11-22'],
	['2026-11-22T16:00:00Z', '2026-11-23'],
	['2026-12-31T16:00:00Z', '2027-01-01'],
])('at %s it is %s in Beijing', (instant, expected) => {
	expect(beijingDay(Date.parse(instant))).toBe(expected);
});

test.each(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '2026-00-10', ''])('%j is no day', (text) => {
	expect(isDay(text)).toBe(false);
});
