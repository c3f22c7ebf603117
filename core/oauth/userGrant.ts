import { IndeterminateResultError } from '../errors/WechatErrors';

/** A year; WeChat's tokens are valid for two hours. */
const MAX_SECONDS = 31_536_000;

/** What a user granted: their ids for this account, and the tokens for their profile. */
export interface UserGrant {
	openid: string;
	/** Only when the account is bound to an Open Platform account and the scope is more than snsapi_base. */
	unionid: string | null;
	scope: string;
	/** A snapshot page: openid, unionid, nickname and avatar are virtual and must not be kept. */
	isSnapshotUser: boolean;
	/** User tokens; they must not leave the server. */
	accessToken: string;
	refreshToken: string;
	/** How long the access token is valid, in seconds; null when WeChat gave no plausible number. */
	expiresIn: number | null;
}

/**
 * Reads the answer of `/sns/oauth2/access_token` or `/sns/oauth2/refresh_token`.
 *
 * @param data the answer
 * @param asked the requested scope; some answers leave it out
 * @throws IndeterminateResultError when the response names no user
 */
export function readGrant(data: Readonly<Record<string, unknown>>, asked: string): UserGrant {
	const openid = text(data.openid);
	const accessToken = text(data.access_token);
	if (openid === '' || accessToken === '') {
		throw new IndeterminateResultError(
			'maybe-sent',
			'the response names no user',
			'/sns/oauth2/access_token',
		);
	}
	return {
		openid,
		unionid: text(data.unionid) || null,
		scope: text(data.scope) || asked,
		isSnapshotUser: Number(data.is_snapshotuser ?? 0) === 1,
		accessToken,
		refreshToken: text(data.refresh_token),
		expiresIn: seconds(data.expires_in),
	};
}

/** An implausible number counts as unknown: the login must not depend on it. */
function seconds(value: unknown): number | null {
	const number = typeof value === 'number' || /^\d+$/.test(text(value)) ? Number(value) : NaN;
	return number > 0 && number <= MAX_SECONDS ? number : null;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
