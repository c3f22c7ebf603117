import { MinuteBound } from '../../../core/oauth/minuteBound';

const NOON = 1_760_000_040;

/** How many of so many tries are allowed. */
function allowed(bound: MinuteBound, tries: number, trigger = 't', visitor = 'v', now = NOON): number {
	return Array.from({ length: tries }, () => bound.take(trigger, visitor, now)).filter(Boolean).length;
}

it('MinuteBound.take allows so many for a visitor, and so many in all, in each minute and for each trigger', () => {
	const bound = new MinuteBound({ perVisitor: 2, inAll: 3 });
	expect(allowed(bound, 5)).toBe(2);
	expect(allowed(bound, 5, 't', 'w')).toBe(1);
	expect(allowed(bound, 5, 'u')).toBe(2);
	expect(allowed(bound, 5, 't', 'v', NOON + 59)).toBe(0);
	expect(allowed(bound, 5, 't', 'v', NOON + 60)).toBe(2);
});

it('MinuteBound.release makes room for one more, and never for more than there was', () => {
	const bound = new MinuteBound({ perVisitor: 2, inAll: 9 });
	expect(allowed(bound, 2)).toBe(2);
	bound.release('t', 'v');
	expect(allowed(bound, 5)).toBe(1);
	const fresh = new MinuteBound({ perVisitor: 2, inAll: 9 });
	fresh.release('t', 'v');
	expect(allowed(fresh, 5)).toBe(2);
});

it('MinuteBound does not mistake the visitor of one trigger for another trigger', () => {
	const bound = new MinuteBound({ perVisitor: 1, inAll: 1 });
	expect(bound.take('["t","v"]', 'w', NOON)).toBe(true);
	expect(bound.take('t', 'v', NOON)).toBe(true);
});
