import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { beijingDate, beijingHour } from '../../state/beijingTime';
import { readRing } from '../../state/ring';
import type { World } from '../../World';
import { groupBy } from './groupBy';
import type { Span } from './readSpan';

/** `getinterfacesummary` and its hourly variant: results of the pushes to the account's server. */
export function interfaceSummary(
	{ store }: World,
	{ appid }: Account,
	{ begin, end }: Span,
	hourly: boolean,
): JsonObject {
	const attempts = readRing(store.deliveries)
		.filter((delivery) => delivery.appid === appid && !delivery.forged)
		.flatMap((delivery) => delivery.attempts)
		.map(({ atMs, failure, fault, ms }) => ({
			date: beijingDate(atMs),
			hour: beijingHour(atMs),
			failed: failure !== null || fault !== null,
			ms,
		}))
		.filter(({ date }) => date >= begin && date <= end);
	const groups = groupBy(attempts, ({ date, hour }) => (hourly ? `${date} ${hour}` : date));
	const list = [...groups.values()].flatMap((group) => {
		const [first] = group;
		if (!first) return [];
		return {
			ref_date: first.date,
			...(hourly ? { ref_hour: first.hour * 100 } : {}),
			callback_count: group.length,
			fail_count: group.filter(({ failed }) => failed).length,
			total_time_cost: group.reduce((sum, { ms }) => sum + ms, 0),
			max_time_cost: Math.max(...group.map(({ ms }) => ms)),
		};
	});
	return { list };
}
