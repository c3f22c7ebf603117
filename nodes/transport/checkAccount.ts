import { classify } from '../../core/api/classify';
import { MAX_ANSWER_BYTES } from '../../core/api/wire';
import { noteAccepted } from '../../core/api/tokenState';
import { isTokenRefused } from '../../core/api/obtainToken';
import { withRenewal } from '../../core/errors/attempts';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { type ApiAccount, readApiAccount, readFilledPushAccount, readPageHosts, secretsOf } from './account';
import { type CredentialUse, currentUse } from './credentialUse';
import { describeToCredential } from './describeFailure';
import { hostPorts, tokenState } from './hostPorts';

/** The API that the test in the credential dialog calls: every account may call it, and it changes nothing. */
export const CHECK_PATH = '/cgi-bin/get_api_domain_ip';

/** Marks the request of the test in the dialog; removed before anything is sent. */
export const CHECK_HEADER = 'x-wechat-mp-check';

/** n8n recognizes by this shape that a token has to be renewed: it calls `preAuthentication` again and stores the result. */
class TokenRefused extends Error {
	readonly response = { status: 401 };

	constructor() {
		super('WeChat refused the access token');
		this.name = 'TokenRefused';
	}
}

/**
 * Checks everything about a credential that can be checked from here: its fields, and with one call whether WeChat accepts the token. It
 * exists for the test in the dialog, which by itself sees no `errcode` and has a single text for all of them.
 *
 * @param credentials the decrypted credential, after preAuthentication
 * @throws Error with the reason for the user; TokenRefused the first time that WeChat refuses the token
 */
export async function checkAccount(credentials: ICredentialDataDecryptedObject): Promise<void> {
	const use = currentUse(credentials);
	if (!use) return;
	const failure = await check(credentials, use).then(
		() => undefined,
		(error: unknown) => judge(error, credentials, use),
	);
	if (failure) throw failure;
}

async function check(credentials: ICredentialDataDecryptedObject, use: CredentialUse): Promise<void> {
	const account = readApiAccount(credentials);
	readFilledPushAccount(credentials);
	readPageHosts(credentials);
	await callOnce(account, use);
	const { stored, fingerprint } = account;
	if (stored && stored.forced.inVain > 0) noteAccepted(tokenState(), fingerprint, stored.forced);
}

function judge(error: unknown, credentials: ICredentialDataDecryptedObject, use: CredentialUse): Error {
	if (use.refused === undefined && isTokenRefused(error)) {
		use.refused = readApiAccount(credentials).stored?.accessToken ?? '';
		return new TokenRefused();
	}
	return new Error(
		describeToCredential(withRenewal(error, use.renewal), Date.now(), [
			...secretsOf(credentials),
			use.refused ?? '',
		]),
	);
}

/** No retries: the user of the test also wants to know that WeChat is busy, and can test again. */
async function callOnce({ host, stored }: ApiAccount, { request }: CredentialUse): Promise<void> {
	const response = await hostPorts(request).send({
		path: CHECK_PATH,
		method: 'GET',
		url: `${host.baseUrl}${CHECK_PATH}?access_token=${encodeURIComponent(stored?.accessToken ?? '')}`,
		headers: {},
		timeoutMs: host.timeoutMs,
		maxBytes: MAX_ANSWER_BYTES,
	});
	classify(response, CHECK_PATH, 'json');
}
