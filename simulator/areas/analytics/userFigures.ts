import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { eventsOf } from './events';
import { groupBy } from './groupBy';
import type { Span } from './readSpan';

/** `getusersummary`: new and lost followers, by day and source. */
export function userSummary(account: Account, { dates }: Span): JsonObject {
	const events = eventsOf(account).flatMap((event) =>
		event.kind === 'follow' || event.kind === 'leave' ? [event] : [],
	);
	const list = dates.flatMap((ref_date) => {
		const bySource = groupBy(
			events.filter(({ date }) => date === ref_date),
			({ source }) => source,
		);
		return [...bySource].map(([user_source, group]) => ({
			ref_date,
			user_source,
			new_user: group.filter(({ kind }) => kind === 'follow').length,
			cancel_user: group.filter(({ kind }) => kind === 'leave').length,
		}));
	});
	return { list };
}

/** `getusercumulate`: followers at the end of each day. */
export function userCumulate(account: Account, { dates }: Span): JsonObject {
	const changes = eventsOf(account).flatMap(({ date, kind }) =>
		kind === 'follow' || kind === 'leave' ? [{ date, by: kind === 'follow' ? 1 : -1 }] : [],
	);
	const now = [...account.followers.values()].filter(({ subscribed }) => subscribed).length;
	const first = changes[0]?.date;
	const list = dates
		.filter((date) => first !== undefined && date >= first)
		.map((ref_date) => {
			const since = changes.filter(({ date }) => date > ref_date).reduce((sum, { by }) => sum + by, 0);
			return { ref_date, cumulate_user: now - since };
		});
	return { list };
}
