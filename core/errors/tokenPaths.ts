import { IndeterminateResultError, WechatApiError } from './WechatErrors';

/** Replaces the path of the user's own token service, whose URL may be a secret. */
export const TOKEN_SERVICE = 'the token service';

/** The only call on behalf of a user that carries the AppSecret. */
export const CODE_EXCHANGE = '/sns/oauth2/access_token';

/** Whether a path is where the account's own token comes from, including the user's own service. */
export function isTokenPath(path: string): boolean {
	return path === '/cgi-bin/token' || path === '/cgi-bin/stable_token' || path === TOKEN_SERVICE;
}

/** Whether an error comes from fetching a token: without a token, no other call will succeed either. */
export function isTokenFailure(error: unknown): boolean {
	if (error instanceof WechatApiError) return isTokenPath(error.refusal.path);
	return error instanceof IndeterminateResultError && isTokenPath(error.path);
}

/** Whether a call carries the token of a user, which no other program replaces. */
export function isUserPath(path: string): boolean {
	return path.startsWith('/sns/') && path !== CODE_EXCHANGE;
}
