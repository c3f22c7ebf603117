import type { IDataObject } from 'n8n-workflow';
import { consentedCallback, type LoginTestbed, startLoginTestbed } from './loginTestbed';

const EXCHANGE = '/sns/oauth2/access_token';
const PROFILE = '/sns/userinfo';
const TOKENS = { access_token: 'access-of-the-user', refresh_token: 'refresh-of-the-user' };

let testbed: LoginTestbed;

afterEach(async () => await testbed.close());

/** A login with consent; `exchange` replaces WeChat's answer about the code. */
async function logIn(parameters: IDataObject = {}, exchange?: IDataObject): Promise<IDataObject> {
	testbed.host.parts.parameters = { scope: 'snsapi_userinfo', ...parameters };
	const url = await consentedCallback(testbed, await testbed.browser.open(testbed.host.url));
	if (exchange) {
		const body = JSON.stringify({ expires_in: 7200, openid: 'o1', ...TOKENS, ...exchange });
		await testbed.platform.control.fault({ match: EXCHANGE, count: 1, body } as never);
	}
	expect((await testbed.browser.open(url)).body).toContain('登录成功');
	return testbed.logins().at(-1) ?? {};
}

const problemOf = ({ meta }: IDataObject) => (meta as IDataObject).userInfoProblem as IDataObject | undefined;

beforeEach(async () => {
	testbed = await startLoginTestbed();
});

it('a user who granted less than was asked is logged in without a profile, which is not asked for', async () => {
	const login = await logIn({}, { scope: 'snsapi_base' });
	expect(login).toMatchObject({ openid: 'o1', scope: 'snsapi_base', user: null });
	expect(problemOf(login)).toBeUndefined();
	expect(await testbed.callsOf(PROFILE)).toBe(0);
});

it('an answer that names no scope counts for the scope that was asked, with a profile', async () => {
	await testbed.platform.control.fault({
		match: PROFILE,
		count: 1,
		body: JSON.stringify({ openid: 'o1', nickname: '小红' }),
	} as never);
	expect(await logIn({}, {})).toMatchObject({ scope: 'snsapi_userinfo', user: { nickname: '小红' } });
});

it('a profile is asked for in the language of the option', async () => {
	await logIn({ options: { userInfoLanguage: 'en' } });
	const asked = (await testbed.platform.control.calls()).filter(({ path }) => path === PROFILE);
	expect(asked).toEqual([expect.objectContaining({ query: expect.stringMatching(/&lang=en$/) as string })]);
});

it('what the platform repeats of the AppSecret and of the tokens of a user is not in why there is no profile', async () => {
	const secrets = [...Object.values(TOKENS), String(testbed.credentials.wechatMpApi.appSecret)];
	await testbed.platform.control.fault({
		match: PROFILE,
		errcode: 99_999,
		errmsg: secrets.join(' '),
	} as never);
	const login = await logIn({}, { scope: 'snsapi_userinfo' });
	expect(problemOf(login)?.message).toContain('*** *** ***');
	for (const secret of secrets) expect(JSON.stringify(login)).not.toContain(secret);
});

it('a profile whose answer got lost is said to have changed nothing', async () => {
	await testbed.platform.control.fault({ match: PROFILE, drop: 'after' });
	expect(problemOf(await logIn())).toEqual({
		message: 'Result unknown: the connection was closed before an answer came',
		description: expect.stringContaining('The call only reads, so nothing was changed') as string,
	});
});
