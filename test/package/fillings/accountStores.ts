import type { ApiPorts } from '../../../core/api/wire';
import { createTokenKeeper } from '../../../core/api/createTokenKeeper';
import { beginUse, currentUse } from '../../../nodes/transport/credentialUse';
import type { Connection } from '../../../nodes/transport/connectAccount';
import { tokenState } from '../../../nodes/transport/hostPorts';
import { isTokenTrusted, recordTokenAccepted } from '../../../nodes/transport/tokenLastAccepted';
import { uploadTemporary } from '../../../nodes/shared/temporaryMedia';
import { openidsIn, rememberFollowers } from '../../../nodes/Wechat/lists/followerMemory';
import { jsapiTicket } from '../../../nodes/Wechat/resources/jssdk/ticketCache';
import { shareHeld } from '../../nodes/harness/garbage';
import { type Filling, type Sizes, upTo } from './Filling';

const NOW = 1_790_000_000_000;

/** A connection whose platform answers everything with the same; `calls` counts. */
function connectionTo(fingerprint: string, data: Record<string, unknown> = {}) {
	const calls = { made: 0 };
	const call = async () => {
		calls.made += 1;
		return await Promise.resolve({ kind: 'json', data });
	};
	const connection = { account: { fingerprint }, now: () => NOW, call } as unknown as Connection;
	return { connection, calls };
}

const TOKENS = ['TOKEN-00000000000000000000001', 'TOKEN-00000000000000000000002'] as const;

/** A platform that gives the same token again unless another one is forced. */
function tokenPorts(): ApiPorts {
	return {
		send: async ({ body }) => {
			const { force_refresh: isForced } = JSON.parse(String(body)) as { force_refresh: boolean };
			const answer = { access_token: TOKENS[isForced ? 1 : 0], expires_in: 7200 };
			return await Promise.resolve({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(answer)) });
		},
		now: () => NOW,
		sleep: async () => await Promise.resolve(),
		random: () => 0,
		share: async (work) => await work,
	};
}

function keeperOf(account: string) {
	const store = {
		read: async () => await Promise.resolve(undefined),
		write: async () => await Promise.resolve(),
	};
	const host = { baseUrl: 'https://api.example.com', timeoutMs: 1000 };
	const source = { kind: 'stable', appid: 'wx0123456789abcdef', secret: 'secret' } as const;
	return createTokenKeeper(tokenPorts(), { host, source, fingerprint: account }, store, tokenState());
}

async function* fillTokenState(sizes: () => Sizes): AsyncGenerator<void> {
	const first = upTo(50).map(async () => await keeperOf('0').current());
	for (const _turn of upTo(10)) {
		await Promise.resolve();
		yield;
	}
	await Promise.all(first);
	for (const index of upTo(1010)) {
		const keeper = keeperOf(String(index));
		expect((await keeper.renewed(await keeper.current())).token).toBe(TOKENS[1]);
		yield;
	}
	expect(sizes()).toMatchObject({ requests: 0 });
	const { forced } = tokenState();
	expect(forced.get('0')).toBeUndefined();
	expect(forced.get('1009')?.times).toEqual([NOW]);
}

async function* fillAcceptedTokens(): AsyncGenerator<void> {
	for (const index of upTo(1010)) {
		recordTokenAccepted(String(index), 'token', NOW);
		yield;
	}
	expect(['9', '10', '1009'].map((account) => isTokenTrusted(account, 'token', NOW))).toEqual([
		false,
		true,
		true,
	]);
}

async function* fillCredentialUses(): AsyncGenerator<void> {
	const begun = upTo(1000).map(() => {
		const credentials = {};
		const use = beginUse(credentials, async () => await Promise.resolve());
		expect(currentUse(credentials)).toBe(use);
		return new WeakRef(use);
	});
	yield;
	expect(await shareHeld(begun)).toBeLessThan(0.5);
}

async function* fillTickets(sizes: () => Sizes): AsyncGenerator<void> {
	const ticket = { ticket: 'TICKET', expires_in: 7200 };
	const first = connectionTo('0', ticket);
	const asked = upTo(50).map(async () => await jsapiTicket(first.connection));
	yield;
	await Promise.all(asked);
	expect(first.calls.made).toBe(1);
	for (const index of upTo(1010)) {
		await jsapiTicket(connectionTo(String(index), ticket).connection);
		yield;
	}
	expect(sizes()).toMatchObject({ requests: 0 });
	await jsapiTicket(first.connection);
	expect(first.calls.made).toBe(2);
	const last = connectionTo('1009', ticket);
	await jsapiTicket(last.connection);
	expect(last.calls.made).toBe(0);
}

async function* fillMedia(sizes: () => Sizes): AsyncGenerator<void> {
	const { connection, calls } = connectionTo('account', { media_id: 'M' });
	const uploadOne = async (index: number) => {
		const bytes = Buffer.from(String(index));
		const upload = { fieldName: 'media', fileName: 'a.jpg', contentType: 'image/jpeg', bytes };
		return await uploadTemporary(connection, 'image', { bytes, prepare: async () => ({ upload }) });
	};
	const first = upTo(50).map(async () => await uploadOne(0));
	yield;
	await Promise.all(first);
	expect(calls.made).toBe(1);
	for (const index of upTo(5010)) {
		await uploadOne(index);
		yield;
	}
	expect(sizes()).toMatchObject({ uploads: 0 });
	expect(calls.made).toBe(5010);
	await uploadOne(5009);
	expect(calls.made).toBe(5010);
	await uploadOne(0);
	expect(calls.made).toBe(5011);
}

async function* fillFollowers(): AsyncGenerator<void> {
	let reads = 0;
	const openids = upTo(50_000).map((index) => `o${String(index).padStart(27, '0')}`);
	const read = async () => {
		reads += 1;
		return await Promise.resolve({ openids, tags: new Map<number, string>() });
	};
	const open = async (account: number) =>
		await rememberFollowers(connectionTo(String(account)).connection, read);
	const both = [open(0), open(0)];
	yield;
	const [known] = await Promise.all(both);
	expect(reads).toBe(1);
	yield;
	for (const page of upTo(25)) {
		known?.pages.set(String(page * 100), []);
		if (page > 18) yield;
	}
	expect(known?.pages.has('400')).toBe(false);
	expect(known && openidsIn(known)[0]).toBe(openids.at(-1));
	for (const account of upTo(22)) {
		await open(account);
		if (account > 18) yield;
	}
	expect(reads).toBe(22);
	await open(21);
	expect(reads).toBe(22);
	await open(0);
	expect(reads).toBe(23);
}

/** What is kept of accounts. */
export const accountStores: Readonly<Record<string, Filling>> = {
	'requests for access tokens, and forced renewals': {
		most: { requests: 1, tokens: 1000, renewed: 1000 },
		beyond: 'many calls share one request; of more than 1000 accounts the first is asked for again',
		fill: fillTokenState,
	},
	'tokens that were accepted within five minutes': {
		most: { accounts: 1000 },
		beyond: 'of more than 1000 accounts the first is not trusted without asking',
		fill: fillAcceptedTokens,
	},
	'what preAuthentication tells authenticate': {
		most: {},
		beyond: 'what belongs to a request ends with it',
		fill: fillCredentialUses,
	},
	'JS-SDK tickets': {
		most: { accounts: 1000, requests: 1 },
		beyond: 'many calls share one request; of more than 1000 accounts the first is asked again',
		fill: fillTickets,
	},
	'temporary media that messages have uploaded': {
		most: { files: 5000, uploads: 1 },
		beyond: 'many messages share one upload; of more than 5000 files the first is uploaded again',
		fill: fillMedia,
	},
	'followers that the list in the editor shows': {
		most: { accounts: 20, openidsOfOne: 50_000, pagesOfOne: 20, readings: 1 },
		beyond: 'of more than 20 accounts, or 20 pages of one, the first is read again',
		fill: fillFollowers,
	},
};
