import { singleFlight } from '../../../../core/api/singleFlight';
import { MOST_ACCOUNTS } from '../../../../core/api/tokenFlights';
import { BoundedMap } from '../../../../core/state/BoundedMap';
import { processStore } from '../../../../core/state/processStore';
import { IndeterminateResultError } from '../../../../core/errors/WechatErrors';
import type { Connection } from '../../../transport/connectAccount';

interface Ticket {
	value: string;
	/** Unix milliseconds. */
	expiresAt: number;
}

const PATH = '/cgi-bin/ticket/getticket';
const MARGIN_SECONDS = 300;

/** Tickets of this process by account. Every process may ask for its own: the platform gives all the same one. */
const tickets = processStore({
	name: 'JS-SDK tickets',
	bound: `${MOST_ACCOUNTS} accounts, the latest ones`,
	elsewhere: 'asks for its own: the platform gives all the same one',
	create: () => ({
		held: new BoundedMap<Ticket>(MOST_ACCOUNTS),
		inFlight: new Map<string, Promise<Ticket>>(),
	}),
	size: ({ held, inFlight }) => ({ accounts: held.size, requests: inFlight.size }),
});

/**
 * Gives the account's JS-SDK ticket, asking the platform only when the one at hand is about to expire.
 *
 * @param connection the account
 * @throws what the call throws
 * @see https://developers.weixin.qq.com/doc/service/api/webdev/jssdk/api_getticket.html
 */
export async function jsapiTicket(connection: Connection): Promise<string> {
	const { fingerprint } = connection.account;
	const { held, inFlight } = tickets();
	const known = held.get(fingerprint);
	if (known && known.expiresAt > connection.now()) return known.value;
	const fresh = await singleFlight(inFlight, fingerprint, async () => await askForTicket(connection));
	held.set(fingerprint, fresh);
	return fresh.value;
}

async function askForTicket(connection: Connection): Promise<Ticket> {
	const answer = await connection.call(
		{ method: 'GET', path: PATH, query: { type: 'jsapi' } },
		{ effect: 'read' },
	);
	const data = answer.kind === 'json' ? answer.data : {};
	const { ticket, expires_in: seconds } = data;
	if (typeof ticket !== 'string' || ticket === '') {
		throw new IndeterminateResultError('maybe-sent', 'the response contains no ticket', PATH);
	}
	return { value: ticket, expiresAt: connection.now() + (Number(seconds ?? 0) - MARGIN_SECONDS) * 1000 };
}
