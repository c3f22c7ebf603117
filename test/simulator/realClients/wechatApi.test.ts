import { promisify } from 'node:util';
import { follow } from '../support/apiOf';
import { startPlatform, type Platform } from '../support/platform';
import { loadClient } from './installClients';
import { redirectOfficialHosts } from './redirectOfficialHosts';

type Done = (error: Error | null, result: Record<string, unknown>) => void;

/** What these tests use of the client. */
interface Api {
	getFollowers(done: Done): void;
	createTag(name: string, done: Done): void;
	getTags(done: Done): void;
	getUser(openid: string, done: Done): void;
	createLimitQRCode(scene: string, done: Done): void;
	clearQuota(appid: string, done: Done): void;
}
type ApiClass = new (appid: string, secret: string) => Api;

let Client: ApiClass;
let platform: Platform;
let api: Api;
let restore: () => void;

beforeAll(async () => {
	Client = await loadClient<ApiClass>('wechat-api');
}, 120_000);
beforeEach(async () => {
	platform = await startPlatform();
	restore = redirectOfficialHosts(platform.simulator.urls.api);
	api = new Client(platform.account.appid, platform.account.secret);
});
afterEach(async () => {
	restore();
	await platform.simulator.close();
});

describe('wechat-api against the simulator', () => {
	it('lists followers and creates tags with callbacks', async () => {
		const openids = await follow(platform, 3);
		const followers = await promisify(api.getFollowers.bind(api))();
		expect(followers).toMatchObject({ total: 3, data: { openid: openids } });
		await promisify(api.createTag.bind(api))('会员');
		expect(await promisify(api.getTags.bind(api))()).toMatchObject({
			tags: expect.arrayContaining([expect.objectContaining({ name: '会员' })]),
		});
	});

	it('reads a person who does not follow as subscribe 0', async () => {
		const { follower } = await platform.simulator.control.follower();
		const person = await promisify(api.getUser.bind(api))(follower.openid);
		expect(person).toEqual({ subscribe: 0, openid: follower.openid });
	});

	it('creates a lasting QR code', async () => {
		const code = await promisify(api.createLimitQRCode.bind(api))('shop-1');
		expect(code).toMatchObject({ ticket: expect.stringMatching(/^gQ/), url: expect.stringMatching(/^http/) });
	});

	it('is refused with the code of WeChat', async () => {
		await expect(promisify(api.getUser.bind(api))('nobody')).rejects.toMatchObject({ code: 40003 });
	});
});
