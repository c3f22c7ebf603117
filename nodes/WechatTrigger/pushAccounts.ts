import type { INode, IWebhookFunctions } from 'n8n-workflow';
import { singleFlight } from '../../core/api/singleFlight';
import type { PushAccount } from '../../core/protocol/openPush';
import { ProtocolError, resultOrRefusal } from '../../core/protocol/ProtocolError';
import { BoundedMap } from '../../core/state/BoundedMap';
import { processStore } from '../../core/state/processStore';
import { CREDENTIAL, readPushAccount } from '../transport/account';
import { readCredential } from '../transport/readCredential';

/** How long keys are used without checking whether the credential has changed. */
const KEEP_MS = 10_000;

/** Minimum time between two reads of the credential that refused requests cause. */
const MIN_REREAD_MS = 1_000;

/** WeChat hangs up after 5 s and retries; an unresponsive database must not block later requests any longer than that. */
const READ_TIMEOUT_MS = 4_500;

interface Known {
	account: PushAccount;
	/** When reading these keys began, Unix milliseconds. */
	readAt: number;
	/** When a refused request last caused a read, Unix milliseconds. */
	rereadAt: number;
}

const MAX_KNOWN = 500;

/** n8n reads and decrypts a credential for every request, which costs as much as everything else about the request together. */
const keys = processStore({
	name: 'keys of credentials that pushes are verified with',
	bound: `${MAX_KNOWN} credentials, the latest ones, each for ${KEEP_MS / 1000} s`,
	elsewhere: 'reads the credential itself',
	create: () => ({
		known: new BoundedMap<Known>(MAX_KNOWN),
		/** Reads in progress, which concurrent requests share. */
		inFlight: new Map<string, Promise<Known>>(),
	}),
	size: ({ known, inFlight }) => ({ credentials: known.size, readings: inFlight.size }),
});

/** Calls `verify` with the account's keys; returns what it returns, or throws its ProtocolError. */
type Verify = <T>(verify: (account: PushAccount) => T) => Promise<T>;

/**
 * Verifies a request with the account's keys; may be called several times for one request. When the cached keys refuse a request, the
 * credential is read again, at most once a second, and if it holds other keys by now, the request is verified once more with those.
 *
 * @param n8n the webhook's context
 * @param node of the webhook
 * @param now Unix milliseconds
 * @returns a function that throws what `verify` throws; InvalidInputError when the credential is malformed; n8n's own error when there is
 *   none
 */
export function accountKeys(n8n: IWebhookFunctions, { credentials }: INode, now: number): Verify {
	const id = credentials?.[CREDENTIAL]?.id ?? '';
	return async (verify) => {
		const found = keys().known.get(id);
		const age = found ? now - found.readAt : Number.NaN;
		const isFresh = age >= 0 && age < KEEP_MS;
		const used = found && isFresh ? found : await readKeys(n8n, id, now);
		const mayReread = isFresh && Math.abs(now - used.rereadAt) >= MIN_REREAD_MS;
		const result = resultOrRefusal(() => verify(used.account));
		if (!(result instanceof ProtocolError)) return result;
		const other = mayReread ? await changedKeys(n8n, id, now, used) : undefined;
		if (!other) throw result;
		return verify(other);
	};
}

/** Reads the keys again; undefined when they have not changed. */
async function changedKeys(
	n8n: IWebhookFunctions,
	id: string,
	now: number,
	used: Known,
): Promise<PushAccount | undefined> {
	used.rereadAt = now;
	const { account } = await readKeys(n8n, id, now, now);
	return JSON.stringify(account) === JSON.stringify(used.account) ? undefined : account;
}

async function readKeys(
	n8n: IWebhookFunctions,
	id: string,
	now: number,
	rereadAt = Number.NEGATIVE_INFINITY,
): Promise<Known> {
	const { known, inFlight } = keys();
	const read = async (): Promise<Known> => {
		const raw = await readCredential(n8n, { timeoutMs: READ_TIMEOUT_MS });
		return { account: readPushAccount(raw), readAt: now, rereadAt };
	};
	// A node without a saved credential has no id, so nothing can be shared.
	if (id === '') return await read();
	return await singleFlight(inFlight, id, async () => {
		const result = await read();
		known.set(id, result);
		return result;
	});
}
