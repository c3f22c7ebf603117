import type { z } from 'zod';
import type { Account } from '../state/Account';
import type { World } from '../World';
import { shakeHands } from '../push/shakeHands';
import type { AccountAnswer, AccountView } from './Control';
import type { accountInput } from './inputs';

/**
 * Creates or changes an account. A server URL is saved only after the handshake, which uses the Token to be saved; when it fails, URL,
 * Token, key and mode of an existing account stay as they were, as in the console.
 *
 * @param lifetime aborts a handshake in progress
 */
export async function saveAccount(
	world: World,
	input: z.output<typeof accountInput>,
	lifetime: AbortSignal,
): Promise<AccountAnswer> {
	const { handshake: wanted, callbackUrl, ...settings } = input;
	const { token, mode, encodingAESKey, ...others } = settings;
	const known = world.store.accounts.get(input.appid ?? '');
	const account = known ?? newAccount(world);
	assign(account, known ? others : settings);
	world.store.accounts.set(account.appid, account);
	const server = { token, mode, encodingAESKey, callbackUrl };
	const url = callbackUrl === undefined ? account.callbackUrl : callbackUrl;
	const changes = callbackUrl !== undefined || token !== undefined;
	const handshake =
		url !== null && wanted && changes
			? await shakeHands(world, { ...account, callbackUrl: url, token: token ?? account.token }, lifetime)
			: null;
	if (handshake?.ok !== false) {
		const { encodingAESKey: before } = account;
		assign(account, server);
		if (known && account.encodingAESKey !== before) account.previousEncodingAESKey = before;
	}
	return { account: viewAccount(account), handshake };
}

function viewAccount(account: Account): AccountView {
	const { appid, secret, originalId, kind, token, encodingAESKey, mode, callbackUrl } = account;
	return { appid, secret, originalId, kind, token, encodingAESKey, mode, callbackUrl };
}

function assign(account: Account, settings: Partial<Account>): void {
	const given = Object.entries(settings).filter(([, value]) => value !== undefined);
	Object.assign(account, Object.fromEntries(given));
}

function newAccount({ ids }: World): Account {
	return {
		appid: ids.appid(),
		secret: ids.secret(),
		originalId: ids.originalId(),
		kind: 'service-certified',
		token: ids.callbackToken(),
		encodingAESKey: ids.encodingAesKey(),
		previousEncodingAESKey: null,
		mode: 'safe',
		callbackUrl: null,
		refuseChunkedEchostr: true,
		openPlatform: false,
		secretFrozen: false,
		tokenRefusal: null,
		ipAllowlist: null,
		egressIp: null,
		linkedMiniprograms: [],
		dailyLimits: {},
		receiptDelayMs: 0,
		counters: new Map(),
		followers: new Map(),
		areas: {},
	};
}
