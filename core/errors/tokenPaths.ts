import { IndeterminateResultError, WechatApiError } from './WechatErrors';

/** Stands for the path of the user's own token service, whose address may be a secret. */
export const TOKEN_SERVICE = 'the token service';

/** The one call on behalf of a person that carries the AppSecret. */
export const CODE_EXCHANGE = '/sns/oauth2/access_token';

/** Whether a path is where the account's own token comes from, the user's own service included. */
export function isTokenPath(path: string): boolean {
	return path === '/cgi-bin/token' || path === '/cgi-bin/stable_token' || path === TOKEN_SERVICE;
}

/** Whether an error comes from where tokens are fetched: without a token, no other call will get through either. */
export function isTokenFailure(error: unknown): boolean {
	if (error instanceof WechatApiError) return isTokenPath(error.refusal.path);
	return error instanceof IndeterminateResultError && isTokenPath(error.path);
}

/** Whether a call carries the token of a person, which no other program replaces. */
export function isUserPath(path: string): boolean {
	return path.startsWith('/sns/') && path !== CODE_EXCHANGE;
}
