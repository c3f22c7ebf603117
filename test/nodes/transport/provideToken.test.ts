import type { IHttpRequestOptions } from 'n8n-workflow';
import { requestKey } from '../../../core/api/tokenState';
import { readApiAccount } from '../../../nodes/transport/account';
import { tokenState } from '../../../nodes/transport/hostPorts';
import { provideToken } from '../../../nodes/transport/provideToken';

const TOKEN = 'TOKEN-0000000000000000000000001';
const FIELDS = {
	appId: `wx${'e'.repeat(16)}`,
	appSecret: '0123456789abcdef0123456789abcdef',
	apiHost: 'custom',
	customApiHost: 'http://127.0.0.1:9',
};

/** How long n8n is told to wait for the answer of each request. */
async function timeoutsWith(stored: Record<string, string>): Promise<unknown[]> {
	const timeouts: unknown[] = [];
	const request = async (options: unknown) => {
		timeouts.push((options as IHttpRequestOptions).timeout);
		return {
			statusCode: 200,
			headers: {},
			body: Buffer.from(JSON.stringify({ access_token: TOKEN, expires_in: 7200 })),
		};
	};
	await provideToken(request, { ...FIELDS, ...stored });
	return timeouts;
}

test('what the platform repeats of the AppSecret is in no error', async () => {
	const body = Buffer.from(JSON.stringify({ errcode: 987654, errmsg: `no such app: ${FIELDS.appSecret}` }));
	const refuse = async () => ({ statusCode: 200, headers: {}, body });
	const error: unknown = await provideToken(refuse, { ...FIELDS }).catch((thrown: unknown) => thrown);
	expect(String(error)).toContain('no such app: ***');
	expect(String(error)).not.toContain(FIELDS.appSecret);
});

test('a request that has a good token waits five seconds for news of a better one, and 30 when it has none', async () => {
	const { fingerprint } = readApiAccount(FIELDS);
	const stored = { accessToken: TOKEN, expiresAt: String(Date.now() + 3_600_000), tokenOwner: fingerprint };
	expect(await timeoutsWith(stored)).toEqual([5000]);
	expect(await timeoutsWith({})).toEqual([30_000]);
});

test('a request that has joined one for a token is not lost with it: that one may belong to an execution that was stopped', async () => {
	const { fingerprint } = readApiAccount(FIELDS);
	let stop = () => {};
	const stopped = new Promise<never>((_resolve, reject) => (stop = () => reject(new Error('stopped'))));
	tokenState().inFlight.set(requestKey(fingerprint, undefined), stopped);
	const timeouts = timeoutsWith({});
	tokenState().inFlight.clear();
	stop();
	expect(await timeouts).toEqual([30_000]);
});
