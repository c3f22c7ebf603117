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

/** How soon refused requests may make n8n read the credential again. */
const LOOK_AGAIN_MS = 1_000;

/** WeChat hangs up after 5 s and comes again; a database that went away without a word must not hold those who come later. */
const READING_MS = 4_500;

interface Known {
	account: PushAccount;
	/** When the reading of these keys began, Unix milliseconds. */
	readAt: number;
	/** When a refused request last had them read, Unix milliseconds. */
	lookedAgainAt: number;
}

const MAX_KNOWN = 500;

/** n8n reads and decrypts a credential for every request, which costs as much as all the rest of it. */
const keys = processStore({
	name: 'keys of credentials that pushes are verified with',
	bound: `${MAX_KNOWN} credentials, the latest ones, each for ${KEEP_MS / 1000} s`,
	elsewhere: 'reads the credential itself',
	create: () => ({
		known: new BoundedMap<Known>(MAX_KNOWN),
		/** Readings under way: requests that come meanwhile share them. */
		inFlight: new Map<string, Promise<Known>>(),
	}),
	size: ({ known, inFlight }) => ({ credentials: known.size, readings: inFlight.size }),
});

/** Calls `verify` with the account's keys; it gives the content, or throws ProtocolError. */
type Verify = <T>(verify: (account: PushAccount) => T) => Promise<T>;

/**
 * Verifies a request with the account's keys, as often as there is something to verify. What the keys at hand refuse is looked
 * at again only when the credential holds other keys by now, and refused requests make n8n read it once a second at most.
 *
 * @param n8n the webhook's context
 * @param node as n8n gives it there
 * @param now Unix milliseconds
 * @returns throws what `verify` throws; InvalidInputError when the credential is malformed; n8n's own error when there is none
 */
export function accountKeys(n8n: IWebhookFunctions, { credentials }: INode, now: number): Verify {
	const id = credentials?.[CREDENTIAL]?.id ?? '';
	return async (verify) => {
		const found = keys().known.get(id);
		const age = found ? now - found.readAt : Number.NaN;
		const isFresh = age >= 0 && age < KEEP_MS;
		const used = found && isFresh ? found : await readKeys(n8n, id, now);
		const mayLookAgain = isFresh && Math.abs(now - used.lookedAgainAt) >= LOOK_AGAIN_MS;
		const result = resultOrRefusal(() => verify(used.account));
		if (!(result instanceof ProtocolError)) return result;
		const other = mayLookAgain ? await changedKeys(n8n, id, now, used) : undefined;
		if (!other) throw result;
		return verify(other);
	};
}

/** Reads the keys again; undefined when they are what they were. */
async function changedKeys(
	n8n: IWebhookFunctions,
	id: string,
	now: number,
	used: Known,
): Promise<PushAccount | undefined> {
	used.lookedAgainAt = now;
	const { account } = await readKeys(n8n, id, now, now);
	return JSON.stringify(account) === JSON.stringify(used.account) ? undefined : account;
}

async function readKeys(
	n8n: IWebhookFunctions,
	id: string,
	now: number,
	lookedAgainAt = Number.NEGATIVE_INFINITY,
): Promise<Known> {
	const { known, inFlight } = keys();
	const read = async (): Promise<Known> => {
		const raw = await readCredential(n8n, { patienceMs: READING_MS });
		return { account: readPushAccount(raw), readAt: now, lookedAgainAt };
	};
	// A node without a saved credential has no id, and shares nothing.
	if (id === '') return await read();
	return await singleFlight(inFlight, id, async () => {
		const result = await read();
		known.set(id, result);
		return result;
	});
}
