import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { executeOperation } from '../support/executeOperation';
import { findOperation } from '../support/findOperation';
import { stubItem } from '../support/stubItem';

/** The query of the call that an operation makes, or the error that comes before it. */
async function queryOf(name: string, params: Record<string, unknown>): Promise<unknown> {
	const operation = findOperation('webAuthorization', name);
	const asked: unknown[] = [];
	const item = stubItem(async ({ query }) => {
		asked.push(query);
		return { kind: 'json', data: operation.sample.response };
	}, operation.sample);
	await executeOperation(operation, item, { ...operation.sample.params, ...params } as never);
	return asked[0];
}

test.each([
	['exchangeCode', { code: ' \u200b071CODE\n' }, { code: '071CODE' }],
	['refreshToken', { userRefreshToken: '75_REFRESH \n' }, { refresh_token: '75_REFRESH' }],
	['getUserInfo', { userAccessToken: '\t75_USER' }, { access_token: '75_USER' }],
	['checkToken', { userAccessToken: '75_USER\n' }, { access_token: '75_USER' }],
])('%s sends what was pasted without what came along with it', async (name, params, sent) => {
	expect(await queryOf(name, params)).toMatchObject(sent);
});

test.each([
	['exchangeCode', { code: ' ' }, 'Code: is empty'],
	[
		'exchangeCode',
		{ code: 'authdeny' },
		'Code: is the word authdeny, with which WeChat says that the user refused',
	],
	['refreshToken', { userRefreshToken: '\n' }, 'User Refresh Token: is empty'],
	['getUserInfo', { userAccessToken: '' }, 'User Access Token: is empty'],
])('%s with %j asks WeChat nothing', async (name, params, message) => {
	const asked = queryOf(name, params);
	await expect(asked).rejects.toThrow(InvalidInputError);
	await expect(asked).rejects.toThrow(message);
});
