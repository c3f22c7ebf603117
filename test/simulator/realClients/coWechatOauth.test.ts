import axios from 'axios';
import { startPlatform, type Platform } from '../support/platform';
import { loadClient } from './installClients';
import { redirectOfficialHosts } from './redirectOfficialHosts';

/** What these tests use of the client. */
interface Oauth {
	getAuthorizeURL(redirect: string, state: string, scope: string): string;
	getAccessToken(code: string): Promise<{ data: { openid: string; scope: string; refresh_token: string } }>;
	refreshAccessToken(token: string): Promise<{ data: { openid: string } }>;
	getUser(openid: string): Promise<{ openid: string; nickname: string }>;
	verifyToken(openid: string, token: string): Promise<object>;
}
type OauthClass = new (appid: string, secret: string) => Oauth;

const CALLBACK = 'http://127.0.0.1:9/callback';

let Client: OauthClass;
let platform: Platform;
let oauth: Oauth;
let restore: () => void;

beforeAll(async () => {
	Client = await loadClient<OauthClass>('co-wechat-oauth');
}, 120_000);
beforeEach(async () => {
	platform = await startPlatform();
	restore = redirectOfficialHosts(platform.simulator.urls.api);
	oauth = new Client(platform.account.appid, platform.account.secret);
});
afterEach(async () => {
	restore();
	await platform.simulator.close();
});

/** Opens the client's link in the browser of the only person and allows; gives what the callback gets. */
async function authorize(scope: string): Promise<URLSearchParams> {
	const link = oauth.getAuthorizeURL(CALLBACK, 'state1', scope).replace('https:', 'http:');
	const ask = { maxRedirects: 0, validateStatus: () => true, proxy: false as const };
	const page = await axios.get<string>(link, ask);
	if (page.status === 302) return new URL(String(page.headers.location)).searchParams;
	const ticket = /name="ticket" value="([^"]+)"/.exec(page.data)?.[1] ?? '';
	const consent = await axios.post(
		'http://open.weixin.qq.com/connect/sim/consent',
		new URLSearchParams({ ticket, decision: 'allow' }),
		ask,
	);
	return new URL(String(consent.headers.location)).searchParams;
}

describe('co-wechat-oauth against the simulator', () => {
	it('logs somebody in with consent and reads the profile', async () => {
		const { follower } = await platform.simulator.control.follower({ nickname: '小明' });
		const answer = await authorize('snsapi_userinfo');
		expect(answer.get('state')).toBe('state1');
		const { data } = await oauth.getAccessToken(answer.get('code') ?? '');
		expect(data).toMatchObject({ openid: follower.openid, scope: 'snsapi_userinfo' });
		expect(await oauth.getUser(follower.openid)).toMatchObject({ openid: follower.openid, nickname: '小明' });
		expect(await oauth.refreshAccessToken(data.refresh_token)).toMatchObject({
			data: { openid: follower.openid },
		});
	});

	it('is refused when a code is used a second time (40163)', async () => {
		await platform.simulator.control.follower();
		const code = (await authorize('snsapi_base')).get('code') ?? '';
		await oauth.getAccessToken(code);
		await expect(oauth.getAccessToken(code)).rejects.toMatchObject({ name: 'WeChatAPIError', code: 40163 });
	});
});
