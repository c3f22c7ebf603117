import { RateLimiter } from '../../../core/oauth/RateLimiter';
import { visitorNetwork } from '../../../core/oauth/visitorNetwork';

const NOON = 1_760_000_040;

/** How many of so many tries are allowed. */
function allowed(limiter: RateLimiter, tries: number, trigger = 't', visitor = 'v', now = NOON): number {
	return Array.from({ length: tries }, () => limiter.take(trigger, visitor, now)).filter(Boolean).length;
}

it('RateLimiter.take allows so many for a visitor, and so many in all, in each minute and for each trigger', () => {
	const limiter = new RateLimiter({ perVisitor: 2, inAll: 3 });
	expect(allowed(limiter, 5)).toBe(2);
	expect(allowed(limiter, 5, 't', 'w')).toBe(1);
	expect(allowed(limiter, 5, 'u')).toBe(2);
	expect(allowed(limiter, 5, 't', 'v', NOON + 59)).toBe(0);
	expect(allowed(limiter, 5, 't', 'v', NOON + 60)).toBe(2);
});

it('RateLimiter.take begins anew when the clock was set back', () => {
	const limiter = new RateLimiter({ perVisitor: 1, inAll: 1 });
	expect(allowed(limiter, 2, 't', 'v', NOON + 3600)).toBe(1);
	expect(allowed(limiter, 2)).toBe(1);
});

it('RateLimiter.release makes room for one more, and never for more than there was', () => {
	const limiter = new RateLimiter({ perVisitor: 2, inAll: 9 });
	expect(allowed(limiter, 2)).toBe(2);
	limiter.release('t', 'v');
	expect(allowed(limiter, 5)).toBe(1);
	const fresh = new RateLimiter({ perVisitor: 2, inAll: 9 });
	expect(allowed(fresh, 1)).toBe(1);
	for (const _ of [1, 2]) fresh.release('t', 'v');
	expect(fresh.size).toBe(0);
	expect(allowed(fresh, 5)).toBe(2);
});

it('RateLimiter.release makes room in all, too', () => {
	const limiter = new RateLimiter({ perVisitor: 9, inAll: 2 });
	expect(allowed(limiter, 5)).toBe(2);
	limiter.release('t', 'v');
	expect(allowed(limiter, 5, 't', 'w')).toBe(1);
});

it('RateLimiter does not mistake the visitor of one trigger for another trigger', () => {
	const limiter = new RateLimiter({ perVisitor: 1, inAll: 1 });
	expect(limiter.take('["t","v"]', 'w', NOON)).toBe(true);
	expect(limiter.take('t', 'v', NOON)).toBe(true);
});

it.each([
	['203.0.113.7', '203.0.113.7'],
	[' 203.0.113.7 ', '203.0.113.7'],
	['203.0.113.7:50123', '203.0.113.7'],
	['::ffff:203.0.113.7', '203.0.113.7'],
	['::FFFF:203.0.113.7', '203.0.113.7'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
	['2001:DB8:1:2:ffff::1', '2001:db8:1:2::/64'],
	['2001:0db8:0001:0002:0:0:0:1', '2001:db8:1:2::/64'],
	['[2001:db8:1:2::1]:50123', '2001:db8:1:2::/64'],
	['2001:db8::1', '2001:db8:0:0::/64'],
	['fe80::1%eth0', 'fe80:0:0:0::/64'],
	['::1', '0:0:0:0::/64'],
	['', ''],
	['unknown', 'unknown'],
	['abcd', 'abcd'],
	['_hidden:80', '_hidden:80'],
	[':::', ':::'],
	['1.2.3.4.5', '1.2.3.4.5'],
	['x'.repeat(5000), 'x'.repeat(64)],
])('visitorNetwork takes %j for %j', (address, network) => {
	expect(visitorNetwork(address)).toBe(network);
});
