import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { addDays, monthOf, weekOf } from '../../state/beijingTime';
import { eventsOf } from './events';
import { countPeople, groupBy } from './groupBy';
import type { Span } from './readSpan';

/** The period of a row: a day, an hour of one, a week, a month. */
export type Period = 'day' | 'hour' | 'week' | 'month';

/** Upper ends of the intervals by which senders are counted: none, 1–5, 6–10, more. */
const INTERVAL_ENDS = [0, 5, 10, Infinity];

/** `getupstreammsg` and its variants: messages and their senders by period and type. */
export function messageSummary(account: Account, span: Span, period: Period): JsonObject {
	const groups = groupBy(messagesIn(account, span, period), ({ refDate, hour, type }) =>
		period === 'hour' ? `${refDate} ${hour} ${type}` : `${refDate} ${type}`,
	);
	const list = [...groups.values()].flatMap((group) => {
		const [first] = group;
		if (!first) return [];
		return {
			ref_date: first.refDate,
			...(period === 'hour' ? { ref_hour: first.hour * 100 } : {}),
			msg_type: first.type,
			msg_user: countPeople(group),
			msg_count: group.length,
		};
	});
	return { list };
}

/** `getupstreammsgdist` and its variants: senders by period and number of messages. */
export function messageDistribution(account: Account, span: Span, period: Period): JsonObject {
	const list = [...groupBy(messagesIn(account, span, period), ({ refDate }) => refDate)].flatMap(
		([ref_date, group]) => {
			const perPerson = [...groupBy(group, ({ openid }) => openid).values()].map(({ length }) => length);
			const intervals = groupBy(perPerson, (count) => INTERVAL_ENDS.findIndex((end) => count <= end));
			return [...intervals]
				.sort(([a], [b]) => a - b)
				.map(([count_interval, people]) => ({ ref_date, count_interval, msg_user: people.length }));
		},
	);
	return { list };
}

function messagesIn(account: Account, { begin, end }: Span, period: Period) {
	const refDateOf = {
		day: (date: string) => date,
		hour: (date: string) => date,
		week: weekOf,
		month: monthOf,
	}[period];
	const from = refDateOf(begin);
	const to = lastDay(end, period);
	return eventsOf(account)
		.flatMap((event) => (event.kind === 'message' ? [event] : []))
		.filter(({ date }) => date >= from && date <= to)
		.map((event) => ({ ...event, refDate: refDateOf(event.date) }));
}

function lastDay(date: string, period: Period): string {
	if (period === 'week') return addDays(weekOf(date), 6);
	if (period === 'month') return addDays(monthOf(addDays(monthOf(date), 31)), -1);
	return date;
}
