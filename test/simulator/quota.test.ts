import { spendQuota, type Allowance } from '../../simulator/server/quota';

const PATH = '/cgi-bin/x';
let nowMs = 0;
const clock = { now: () => nowMs };
const account = (dailyLimits: Record<string, number> = {}) => ({ counters: new Map(), dailyLimits });
const spend = (times: number, of: ReturnType<typeof account>, allowance: Allowance) => {
	for (let turn = 0; turn < times; turn++) spendQuota(clock, of, PATH, allowance);
};

beforeEach(() => (nowMs = Date.parse('2026-11-22T15:59:00Z')));

it('refuses the call after the last allowed one of a minute with 45011, until the next minute', () => {
	const caller = account();
	spend(10_000, caller, { perMinute: 10_000 });
	expect(() => spend(1, caller, { perMinute: 10_000 })).toThrow(expect.objectContaining({ errcode: 45011 }));
	nowMs += 59_999;
	expect(() => spend(1, caller, { perMinute: 10_000 })).toThrow(expect.objectContaining({ errcode: 45011 }));
	nowMs += 1;
	expect(() => spend(10_000, caller, { perMinute: 10_000 })).not.toThrow();
});

it('refuses the call after the last allowed one of a day with 45009, until midnight in Beijing', () => {
	const caller = account();
	spend(3, caller, { perDay: 3 });
	expect(() => spend(1, caller, { perDay: 3 })).toThrow(expect.objectContaining({ errcode: 45009 }));
	nowMs = Date.parse('2026-11-22T16:00:00Z');
	expect(() => spend(3, caller, { perDay: 3 })).not.toThrow();
	expect(() => spend(1, caller, { perDay: 3 })).toThrow(expect.objectContaining({ errcode: 45009 }));
});

it('prefers the account’s own daily limit', () => {
	const caller = account({ [PATH]: 1 });
	spend(1, caller, { perDay: 3 });
	expect(() => spend(1, caller, { perDay: 3 })).toThrow(expect.objectContaining({ errcode: 45009 }));
});

it('does not limit what has no allowance', () => {
	expect(() => spend(100_000, account(), {})).not.toThrow();
});
