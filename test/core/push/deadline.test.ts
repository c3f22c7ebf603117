import { deliveryAge, replyDeadline } from '../../../core/push/deadline';

const MADE = 1_700_000_000;

test.each([
	[undefined, 4_500],
	[1, 4_500],
	[3, 14_500],
])('replyDeadline of %s deliveries leaves half of a second of the five that WeChat waits', (count, ms) => {
	expect(replyDeadline(MADE * 1000, count)).toBe(MADE * 1000 + ms);
});

test.each([
	[0, 0, 0],
	[4_999, 0, 4_999],
	[5_000, 1, 5_000],
	// Asked late: WeChat delivers again after 5 s.
	[9_999, 1, 6_000],
	[10_000, 2, 10_000],
	[15_900, 2, 11_000],
	// No delivery is that late: the clocks differ.
	[20_000, 0, 20_000],
	[-60_000, 0, -60_000],
])(
	'a delivery for which the trigger is asked %d ms after the push was made is counted as number %d from 0, begun after %d ms',
	(age, earlier, begun) => {
		const begunAt = MADE * 1_000 + begun;
		expect(deliveryAge(MADE * 1_000 + age, String(MADE))).toEqual({ earlier, begunAt });
	},
);

test.each([undefined, '', 'soon'])(
	'a delivery of a push that was made at %j is the first one',
	(CreateTime) => {
		expect(deliveryAge(MADE * 1_000, CreateTime)).toEqual({ earlier: 0, begunAt: MADE * 1_000 });
	},
);
