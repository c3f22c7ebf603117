import type { Area } from '../areas/Area';
import type { Account } from '../state/Account';
import type { World } from '../World';
import { dayNumber } from '../state/beijingTime';
import type { ClockView, StateView } from './Control';

const MASK = '***';

/**
 * Shows the whole platform to people and tests; secrets are masked.
 *
 * @param areas by name; each may add its data about an account
 * @param routes all registered routes
 */
export function showState(world: World, areas: Readonly<Record<string, Area>>, routes: string[]): StateView {
	const { store } = world;
	return {
		clock: showClock(world),
		accounts: [...store.accounts.values()].map((account) => showAccount(world, areas, account)),
		faults: store.faults.map((fault) => ({ ...fault })),
		deliveries: store.deliveries.added,
		calls: store.calls.added,
		unknownRoutes: [...store.unknownRoutes].map(([route, calls]) => ({ route, calls })),
		routes,
	};
}

/** The platform's time for the control API. */
export function showClock({ clock }: World): ClockView {
	const now = clock.now();
	return { now, iso: new Date(now).toISOString(), frozen: clock.isFrozen() };
}

function showAccount(
	world: World,
	areas: Readonly<Record<string, Area>>,
	account: Account,
): StateView['accounts'][number] {
	const described = Object.entries(areas).flatMap(([name, area]) =>
		area.describe ? [[name, area.describe(account, world)] as const] : [],
	);
	const today = dayNumber(world.clock.now());
	const used = [...account.counters]
		.filter(([, counter]) => counter.day === today)
		.map(([path, { usedToday }]) => [path, usedToday]);
	return {
		...account,
		secret: MASK,
		token: MASK,
		encodingAESKey: MASK,
		previousEncodingAESKey: account.previousEncodingAESKey && MASK,
		counters: undefined,
		usedToday: Object.fromEntries(used),
		followers: [...account.followers.values()],
		areas: Object.fromEntries(described),
	};
}
