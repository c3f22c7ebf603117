import { createLogRateLimiter } from '../../../core/state/rateLimitedLog';

test('createLogRateLimiter admits a line once in a while and counts how often it was suppressed', () => {
	const limiter = createLogRateLimiter(1_000);
	expect(limiter.admit('a', 0)).toBe(0);
	expect(limiter.admit('a', 1)).toBeUndefined();
	expect(limiter.admit('a', 999)).toBeUndefined();
	expect(limiter.admit('a', 1_000)).toBe(2);
	expect(limiter.admit('a', 2_000)).toBe(0);
});

test('createLogRateLimiter admits a line again after the clock was set back', () => {
	const limiter = createLogRateLimiter(1_000);
	limiter.admit('a', 3_600_000);
	expect(limiter.admit('a', 0)).toBe(0);
});

test('createLogRateLimiter tells lines apart', () => {
	const limiter = createLogRateLimiter(1_000);
	limiter.admit('a', 0);
	expect(limiter.admit('b', 1)).toBe(0);
});
