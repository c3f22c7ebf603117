import { readLimit } from '../../../nodes/Wechat/resources/approval/readQuestion';

const NOW = Date.UTC(2026, 10, 28);
const at = (maxDateAndTime: unknown, timezone = 'Asia/Shanghai') =>
	readLimit(
		{ limitWaitTime: { values: { limitType: 'atSpecifiedTime', maxDateAndTime } as never } },
		NOW,
		timezone,
	);

test.each([
	['2026-12-01T18:00:00', 'Asia/Shanghai', Date.UTC(2026, 11, 1, 10)],
	['2026-12-01T18:00:00', 'America/New_York', Date.UTC(2026, 11, 1, 23)],
	['2026-12-01 18:00', 'UTC', Date.UTC(2026, 11, 1, 18)],
	['2026-12-01T18:00:00+08:00', 'America/New_York', Date.UTC(2026, 11, 1, 10)],
	['2026-12-01T18:00:00.000Z', 'Asia/Shanghai', Date.UTC(2026, 11, 1, 18)],
])('readLimit of %s in a workflow of %s is the instant that is meant', (text, timezone, instant) => {
	expect(at(text, timezone)).toBe(instant);
	expect(at({ toJSON: () => text }, timezone)).toBe(instant);
});

test.each(['', 'soon', '2026-02-30T10:00:00', '2026-11-28T07:59:00', '2099-01-01'])(
	'readLimit refuses %j, naming the field',
	(text) => {
		expect(() => at(text)).toThrow('Limit Wait Time');
	},
);
