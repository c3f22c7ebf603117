import { ApiError } from '../../errors/ApiError';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import type { World } from '../../World';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';

/** When the rules below were read. */
const date = '2026-10';

const LIFE_SECONDS = 7200;
const TICKET_LENGTH = 86;
const TYPES = ['jsapi', 'wx_card'];

interface Ticket {
	value: string;
	expiresAtMs: number;
}

const ticketsOf = accountSlot('tickets', () => ({ byType: new Map<string, Ticket>() }));

/** Tickets with which pages sign JS-SDK calls. */
export const tickets = {
	routes: accountRoutes(PERMITS.everyone, [
		{
			method: 'GET',
			path: '/cgi-bin/ticket/getticket',
			body: 'none',
			perDay: 1_000_000,
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'jsapi and wx_card, 7200 seconds; 40097 for other types',
						source: 'official JS-SDK page',
						date,
					},
					{
						rule: 'JS-SDK for every account, cards for certified ones',
						source: 'official permission table',
						date,
					},
					{ rule: '1 000 000 calls a day', source: 'console listing', date: '2023-11' },
				],
				differs: ['A repeated call gets the same ticket with the seconds left'],
			},
			handle({ world, account, query }) {
				const type = query.get('type') ?? '';
				if (!TYPES.includes(type)) throw new ApiError(40097);
				if (type === 'wx_card' && !PERMITS.cards.some((kind) => kind === account.kind))
					throw new ApiError(48001);
				const { value, expiresAtMs } = currentTicket(world, account, type);
				const expires_in = Math.ceil((expiresAtMs - world.clock.now()) / 1000);
				return { ...OK, ticket: value, expires_in };
			},
		},
	]),
} satisfies Area;

/** The ticket of a type: the same one until it expires. */
function currentTicket({ ids, clock }: World, account: Account, type: string): Ticket {
	const { byType } = ticketsOf(account);
	const known = byType.get(type);
	if (known && known.expiresAtMs > clock.now()) return known;
	const value = ids.alphanumeric(TICKET_LENGTH);
	const ticket = { value, expiresAtMs: clock.now() + LIFE_SECONDS * 1000 };
	byType.set(type, ticket);
	return ticket;
}
