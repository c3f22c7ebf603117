import { processStore } from '../../core/state/processStore';
import { type RateLimits, RateLimiter } from '../../core/oauth/RateLimiter';
import { codeDigest } from '../../core/oauth/resumeLogin';
import type { Connection } from '../transport/connectAccount';
import { type Exchanged, exchangeLogin } from './exchangeLogin';
import { LoginClaims, MOST_CLAIMS } from './loginClaims';
import type { VisitContext } from './VisitContext';
import { warnOwner } from './warnOwner';

const WRONG_CODES: RateLimits = { perVisitor: 20, inAll: 1000 };
const FAILED_STARTS: RateLimits = { perVisitor: 5, inAll: 30 };

/**
 * Codes that WeChat did not accept. Scripts can invent codes, and each costs the account a call: 1000 a minute are a fiftieth of what
 * WeChat allows. Accepted codes are not counted.
 */
const wrongCodes = processStore({
	name: 'codes that WeChat did not accept',
	bound: `${WRONG_CODES.inAll} a minute of a trigger`,
	elsewhere: 'allows as many of its own',
	create: () => new RateLimiter(WRONG_CODES),
	size: ({ size }) => ({ visitors: size }),
});
/** Executions started by failed logins: anybody who opens the link can make a login fail. */
const failedStarts = processStore({
	name: 'executions that failed logins have started',
	bound: `${FAILED_STARTS.inAll} a minute of a trigger`,
	elsewhere: 'allows as many of its own',
	create: () => new RateLimiter(FAILED_STARTS),
	size: ({ size }) => ({ visitors: size }),
});

/** Callbacks that this process has seen. */
export const claims = processStore({
	name: 'callbacks of logins',
	bound: `${MOST_CLAIMS} callbacks, the latest ones`,
	elsewhere: 'asks WeChat, which accepts a code once: the second request gets the page for a used code',
	create: () => new LoginClaims(),
	size: ({ size }) => ({ callbacks: size }),
});

/**
 * Exchanges the code of a verified callback, unless this process has done so already or its visitor has brought too many wrong ones.
 *
 * @param context of the request
 * @param connection to the account
 * @param nonce of the login
 * @param code of the callback
 * @returns undefined when it has to be tried again later
 */
export async function exchangeOnce(
	context: VisitContext,
	connection: Connection,
	nonce: string,
	code: string,
): Promise<Exchanged | undefined> {
	const claim = claims().of(nonce, codeDigest(code));
	claim.exchanged ??= boundedExchange(context, connection, code);
	const exchanged = await claim.exchanged;
	// Only these results are final for a code; after any other failure it may still be valid.
	const isFinal = exchanged?.kind === 'user' || exchanged?.reason === 'code';
	if (!isFinal) claims().release(nonce, codeDigest(code));
	return exchanged;
}

async function boundedExchange(
	{ n8n, setup, visit, ports, receivedAt }: VisitContext,
	connection: Connection,
	code: string,
): Promise<Exchanged | undefined> {
	const { redirectUri } = setup.login;
	if (!wrongCodes().take(redirectUri, visit.address, ports.nowSeconds)) {
		warnOwner(n8n, receivedAt, 'too many wrong codes in this minute. Logins are tried again later.');
		return undefined;
	}
	const exchanged = await exchangeLogin(connection, setup, code);
	if (exchanged.kind === 'user' || exchanged.reason !== 'code')
		wrongCodes().release(redirectUri, visit.address);
	return exchanged;
}

/**
 * Whether a failed login may start the workflow now.
 *
 * @param context of the request
 */
export function mayStartOnFailure({ n8n, setup, visit, ports, receivedAt }: VisitContext): boolean {
	if (!setup.startOnFailure) return false;
	if (failedStarts().take(setup.login.redirectUri, visit.address, ports.nowSeconds)) return true;
	warnOwner(n8n, receivedAt, 'too many failed logins in this minute. Further ones start no execution.');
	return false;
}
