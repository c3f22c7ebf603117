import { earlierDeliveries } from '../../../core/push/deadline';

const MADE = 1_700_000_000;

test.each([
	[0, 0],
	[4_999, 0],
	[5_000, 1],
	[9_999, 1],
	[10_000, 2],
	[15_900, 2],
	// No delivery is that late: the clocks differ.
	[20_000, 0],
	[-60_000, 0],
])('of a push that comes %d ms after it was made, %d deliveries have come before', (age, earlier) => {
	expect(earlierDeliveries(MADE * 1_000 + age, String(MADE))).toBe(earlier);
});

test.each([undefined, '', 'soon'])(
	'of a push that was made at %j none is known to have come before',
	(CreateTime) => {
		expect(earlierDeliveries(MADE * 1_000, CreateTime)).toBe(0);
	},
);
