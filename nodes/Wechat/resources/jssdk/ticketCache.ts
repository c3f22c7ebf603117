import { concernsTheOther, singleFlight } from '../../../../core/api/singleFlight';
import { MOST_ACCOUNTS } from '../../../../core/api/tokenState';
import { ExpiringMap } from '../../../../core/state/ExpiringMap';
import { processStore } from '../../../../core/state/processStore';
import { IndeterminateResultError } from '../../../../core/errors/WechatErrors';
import type { Connection } from '../../../transport/connectAccount';

const PATH = '/cgi-bin/ticket/getticket';
const MARGIN_SECONDS = 300;

/** JS-SDK tickets of this process, by account. Every process may request its own: WeChat gives all the same one. */
const tickets = processStore({
	name: 'JS-SDK tickets',
	bound: `${MOST_ACCOUNTS} accounts, the latest ones`,
	elsewhere: 'asks for its own: the platform gives all the same one',
	create: () => ({
		held: new ExpiringMap<string>(MOST_ACCOUNTS),
		inFlight: new Map<string, Promise<string>>(),
	}),
	size: ({ held, inFlight }) => ({ accounts: held.size, requests: inFlight.size }),
});

/**
 * Returns the account's JS-SDK ticket, and requests one only when the cached one is about to expire.
 *
 * @param connection the account
 * @throws what the call throws
 * @see https://developers.weixin.qq.com/doc/service/api/webdev/jssdk/api_getticket.html
 */
export async function jsapiTicket(connection: Connection): Promise<string> {
	const { fingerprint } = connection.account;
	const { held, inFlight } = tickets();
	const known = held.get(fingerprint, connection.now());
	if (known !== undefined) return known;
	const ask = async () => {
		const { ticket, seconds } = await askForTicket(connection);
		held.set(fingerprint, ticket, connection.now(), (seconds - MARGIN_SECONDS) * 1000);
		return ticket;
	};
	return await singleFlight(inFlight, fingerprint, ask, concernsTheOther);
}

async function askForTicket(connection: Connection): Promise<{ ticket: string; seconds: number }> {
	const answer = await connection.call(
		{ method: 'GET', path: PATH, query: { type: 'jsapi' } },
		{ effect: 'read' },
	);
	const data = answer.kind === 'json' ? answer.data : {};
	const { ticket, expires_in: seconds } = data;
	if (typeof ticket !== 'string' || ticket === '') {
		throw new IndeterminateResultError('maybe-sent', 'the response contains no ticket', PATH);
	}
	return { ticket, seconds: Number(seconds ?? 0) };
}
