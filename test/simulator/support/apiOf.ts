import { call, stableToken, type Platform } from './platform';

/** The API as one account calls it. */
export interface AccountApi {
	token: string;
	get(path: string): Promise<Awaited<ReturnType<typeof call>>>;
	post(path: string, body: unknown): Promise<Awaited<ReturnType<typeof call>>>;
	/** errcode of a POST; 0 when it was accepted. */
	code(path: string, body: unknown): Promise<number>;
}

/**
 * Gets a token for an account and calls the API with it.
 *
 * @param account of the platform; its own first account when left out
 */
export async function apiOf(
	platform: Platform,
	account: Platform['account'] = platform.account,
): Promise<AccountApi> {
	const { token } = await stableToken({ ...platform, account });
	const at = (path: string) => `${path}${path.includes('?') ? '&' : '?'}access_token=${token}`;
	const post = (path: string, body: unknown) => call(platform, at(path), body);
	return {
		token,
		get: (path) => call(platform, at(path)),
		post,
		code: async (path, body) => Number((await post(path, body)).json.errcode ?? 0),
	};
}

/** Makes people follow without a push and gives their openids in that order. */
export async function follow({ simulator }: Platform, people: number, appid?: string): Promise<string[]> {
	const openids: string[] = [];
	for (let person = 0; person < people; person++) {
		const { follower } = await simulator.control.follower({ appid, follow: true, push: false });
		openids.push(follower.openid);
	}
	return openids;
}
