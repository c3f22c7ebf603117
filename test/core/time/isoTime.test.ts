import { readInstant } from '../../../core/time/isoTime';

const SHANGHAI = 'Asia/Shanghai';

test.each([
	['2026-11-28', SHANGHAI, '2026-11-27T16:00:00Z'],
	['2026-11-28T08:30', SHANGHAI, '2026-11-28T00:30:00Z'],
	['2026-11-28 08:30:15', SHANGHAI, '2026-11-28T00:30:15Z'],
	['2026-11-28T08:30:00Z', SHANGHAI, '2026-11-28T08:30:00Z'],
	['2026-11-28T08:30:00+02:00', SHANGHAI, '2026-11-28T06:30:00Z'],
	['2026-11-28 08:30:00+08', SHANGHAI, '2026-11-28T00:30:00Z'],
	['2026-11-28T08:30:00,5+08:00[Asia/Shanghai]', SHANGHAI, '2026-11-28T00:30:00.500Z'],
	['2026-07-01T00:00', 'Europe/Berlin', '2026-06-30T22:00:00Z'],
	['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
])('readInstant of %j in %s is %s', (text, timezone, expected) => {
	expect(readInstant(text, timezone)).toBe(Date.parse(expected));
});

test.each(['', 'yesterday', '2026-02-30', '2026-11-28T25:00', '2026-02-30T10:00:00Z', '28.11.2026'])(
	'readInstant of %j gives nothing',
	(text) => {
		expect(readInstant(text, SHANGHAI)).toBeUndefined();
	},
);
