import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { resetProcessState } from '../../../core/state/processStore';
import { connectAccount } from '../../../nodes/transport/connectAccount';

const CREDENTIAL = { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef' };
const PATH = '/cgi-bin/get_api_domain_ip';
const tokenOf = (number: number) => `TOKEN-${String(number).padStart(25, '0')}`;

beforeEach(() => resetProcessState());

/** An n8n and a platform that gives these tokens, of which it accepts the last. */
function platformWith(...tokens: string[]) {
	const given = [...tokens];
	const request = async ({ url }: IHttpRequestOptions) => {
		const { pathname, searchParams } = new URL(url);
		const isAccepted = searchParams.get('access_token') === tokens.at(-1);
		const answer = pathname.endsWith('token')
			? { access_token: given.shift(), expires_in: 7200 }
			: { errcode: isAccepted ? 0 : 40001 };
		return { statusCode: 200, headers: {}, body: Buffer.from(JSON.stringify(answer)) };
	};
	const stored: unknown[] = [];
	const n8n = {
		getCredentials: async () => CREDENTIAL,
		getNode: () => ({ name: 'WeChat', parameters: {} }),
		getExecutionCancelSignal: () => undefined,
		helpers: {
			httpRequest: request,
			httpRequestWithAuthentication: async (
				_type: string,
				options: IHttpRequestOptions,
				{ credentialsDecrypted }: { credentialsDecrypted: { data: { acquired: object } } },
			) => {
				stored.push(credentialsDecrypted.data.acquired);
				return await request(options);
			},
		},
	} as unknown as IExecuteFunctions;
	return { n8n, stored };
}

test('connectAccount counts a token that it uses for every call among the secrets once', async () => {
	const { call, account } = await connectAccount(platformWith(tokenOf(1)).n8n);
	expect(account.secrets).toEqual([CREDENTIAL.appSecret]);
	for (const _ of [1, 2, 3]) await call({ method: 'GET', path: PATH }, { effect: 'read' });
	expect(account.secrets).toEqual([CREDENTIAL.appSecret, tokenOf(1)]);
});

test('connectAccount counts a token that replaces a refused one among the secrets, too', async () => {
	const { call, account } = await connectAccount(platformWith(tokenOf(1), tokenOf(2)).n8n);
	await call({ method: 'GET', path: PATH }, { effect: 'read' });
	expect(account.secrets).toEqual([CREDENTIAL.appSecret, tokenOf(1), tokenOf(2)]);
});

test('connectAccount has n8n store a new token with the next request, and with no other', async () => {
	const { n8n, stored } = platformWith(tokenOf(1));
	const { call } = await connectAccount(n8n);
	for (const _ of [1, 2, 3]) await call({ method: 'GET', path: PATH }, { effect: 'read' });
	expect(stored).toEqual([expect.objectContaining({ accessToken: tokenOf(1), renewalMarker: '' })]);
});
