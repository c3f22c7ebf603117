import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { createCaller, type Caller } from '../../core/api/createCaller';
import { createTokenKeeper, type TokenKeeper } from '../../core/api/createTokenKeeper';
import type { TokenStore } from '../../core/api/createTokenFetcher';
import type { SharedStore } from '../../core/api/tokenOfAnother';
import { isTokenPath } from '../../core/errors/tokenPaths';
import {
	type ApiAccount,
	CREDENTIAL,
	readApiAccount,
	readClaim,
	secretsOf,
	toClaim,
	toStoredFields,
} from './account';
import { STORE_ONLY_HEADER } from './authenticateRequest';
import { worksBesideOthers } from './hostAbilities';
import { hostPorts, tokenState } from './hostPorts';
import { readCredential } from './readCredential';
import type { N8nRequest } from './sendThroughN8n';
import { recordTokenAccepted } from './tokenLastAccepted';
import { type HostWork, withinTime } from './withinTime';

/** How long coordination between processes may take; after that, each process asks WeChat itself. */
const SHARING_TIMEOUT_MS = 5_000;

/** Longer than n8n waits for the answer to a request. */
const STORING_TIMEOUT_MS = 60_000;
const STORING: HostWork = { undone: 'n8n has not stored the access token', part: 'database' };

/** The n8n contexts in which WeChat is called. */
export type N8nContext = IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions | IHookFunctions;

/** One account, ready to be called. */
export interface Connection {
	call: Caller;
	/** Its `secrets` grow by every token that WeChat issues while the connection lasts. */
	account: ApiAccount;
	/** Unix time in milliseconds. */
	now(): number;
	sleep(milliseconds: number): Promise<void>;
}

/**
 * Connects a node to the account of its credential: reads it once, shares its token with every process through n8n's credential store, and
 * returns the one function that all calls go through.
 *
 * @param context any n8n context with helpers and credentials
 * @throws InvalidInputError when a field of the credential is malformed; n8n's own error when there is no credential
 */
export async function connectAccount(context: N8nContext): Promise<Connection> {
	const raw = await readCredential(context);
	const secrets = secretsOf(raw);
	const account = { ...readApiAccount(raw), secrets };
	const storing = storingRequests(context, account);
	const ports = hostPorts(storing.request, cancelSignalOf(context));
	const store: TokenStore = {
		read: async () => readApiAccount(await readCredential(context)).stored,
		write: async (token) => storing.keep(toStoredFields(token, account.fingerprint)),
		shared: sharedStore(context, account),
	};
	const keeper = createTokenKeeper(ports, account, store, tokenState());
	const asSecret = (token: string) => {
		if (!secrets.includes(token)) secrets.push(token);
		return token;
	};
	const tokens: TokenKeeper = {
		current: async () => asSecret(await keeper.current()),
		renewed: async (rejected) => {
			const renewed = await keeper.renewed(rejected);
			asSecret(renewed.token);
			return renewed;
		},
		accepted: async (token) => {
			recordTokenAccepted(account.fingerprint, token, ports.now());
			await keeper.accepted(token);
		},
	};
	return {
		call: createCaller(ports, account.host, account, tokens),
		account,
		now: ports.now,
		sleep: ports.sleep,
	};
}

/**
 * n8n writes to the credential store only when a request goes out through the credential, so a new token is stored with the next request,
 * by the credential's preAuthentication. All other requests are sent directly.
 */
function storingRequests(
	context: N8nContext,
	account: ApiAccount,
): { request: N8nRequest; keep(fields: Record<string, string>): Promise<void> } {
	let waiting: Record<string, string> | undefined;
	const request = async (options: IHttpRequestOptions): Promise<unknown> => {
		const fields = waiting;
		if (!fields || isTokenRequest(options)) return await context.helpers.httpRequest(options);
		waiting = undefined;
		const store = async () => await storingRequest(context, options, fields, await readCredential(context));
		return await withinTime(STORING_TIMEOUT_MS, STORING, store());
	};
	const isTokenRequest = (options: IHttpRequestOptions) =>
		account.source.kind === 'service'
			? options.url === account.source.url
			: isTokenPath(new URL(options.url).pathname);
	return {
		request,
		keep: async (fields) => {
			waiting = fields;
		},
	};
}

/**
 * Lets the processes of one n8n coordinate through its credential store, without a request to WeChat. The main process makes no claim: it
 * does not know whether there are other processes, and if there are none, it would pause for nothing before each token. It waits for the
 * claims that it finds.
 */
function sharedStore(context: N8nContext, account: ApiAccount): SharedStore {
	const look = async () => {
		const raw = await readCredential(context, { timeoutMs: SHARING_TIMEOUT_MS });
		return { token: readApiAccount(raw).stored, claim: readClaim(raw) };
	};
	if (!worksBesideOthers(context)) return { look };
	return {
		look,
		claim: async (claim, replaced) => {
			const { baseUrl: url } = account.host;
			const nothing: IHttpRequestOptions = { method: 'GET', url, headers: { [STORE_ONLY_HEADER]: 'yes' } };
			const write = async () => {
				const raw = await readCredential(context);
				// n8n writes the whole credential: a claim that comes too late would also undo the token that the other one has fetched.
				if (readClaim(raw) !== replaced) return;
				// n8n stores the fields, and then `authenticate` tells it that there is nothing to send.
				await storingRequest(context, nothing, toClaim(claim), raw);
			};
			await withinTime(SHARING_TIMEOUT_MS, STORING, write()).catch(() => undefined);
		},
	};
}

function cancelSignalOf(context: N8nContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** Sends a request with which n8n stores the credential as it was just read, with the fields added. */
async function storingRequest(
	context: N8nContext,
	options: IHttpRequestOptions,
	fields: Record<string, string>,
	raw: ICredentialDataDecryptedObject,
): Promise<unknown> {
	const data = { ...raw, acquired: fields };
	return await context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options, {
		credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data },
	});
}
