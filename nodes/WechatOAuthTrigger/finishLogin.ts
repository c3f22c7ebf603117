import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { Explanation } from '../../core/errors/explain';
import { PlatformRefusal, ResultUnknown } from '../../core/errors/WechatErrors';
import { exchangeCode, userProfile } from '../../core/oauth/snsRequests';
import { readGrant, type UserGrant } from '../../core/oauth/userGrant';
import { connectAccount, type Connection } from '../transport/connectAccount';
import { describeFailure } from '../transport/describeFailure';
import type { LoginFailure } from './loginItem';
import type { Setup } from './Setup';

/** What came of the code. */
export type Finished =
	| { kind: 'user'; grant: UserGrant; user?: IDataObject; problem?: Explanation }
	| {
			kind: 'failed';
			reason: Exclude<LoginFailure, 'refused'>;
			explanation: Explanation;
			errcode?: number;
			/** WeChat was not reached: the same code may be tried again. */
			untouched: boolean;
	  };

/** Wrong or expired, used before, expired. */
const CODE_IS_DEAD = new Set([40029, 40163, 42003]);
/** Busy, or too many calls in this minute. */
const TRY_LATER = new Set([-1, 45011]);

/**
 * Exchanges the code for the user, once, and fetches the profile where that is wanted. A login is not lost for want of a
 * nickname: when only the profile fails, the user is given without it.
 *
 * @param n8n the webhook's context
 * @param setup of the trigger
 * @param code of the callback
 * @throws n8n's own error when there is no credential
 */
export async function finishLogin(n8n: IWebhookFunctions, setup: Setup, code: string): Promise<Finished> {
	const connection = await connectAccount(n8n);
	let grant: UserGrant;
	try {
		// A write: after a lost answer the code may be used up, and a second exchange could only tell so.
		const answer = await connection.call(exchangeCode(code), { effect: 'write' });
		grant = readGrant(answer.kind === 'json' ? answer.data : {}, setup.login.scope);
	} catch (error) {
		return failed(error, connection);
	}
	if (!setup.fetchProfile || !/snsapi_(userinfo|login)/.test(grant.scope)) return { kind: 'user', grant };
	try {
		const request = userProfile(grant.accessToken, grant.openid, setup.profileLanguage);
		const answer = await connection.call(request, { effect: 'read' });
		return { kind: 'user', grant, user: (answer.kind === 'json' ? answer.data : {}) as IDataObject };
	} catch (error) {
		return { kind: 'user', grant, problem: explain(error, 'read', connection, grant) };
	}
}

function failed(error: unknown, connection: Connection): Finished {
	const explanation = explain(error, 'write', connection);
	if (error instanceof PlatformRefusal) {
		const { errcode } = error.refusal;
		const later = TRY_LATER.has(errcode) ? 'unreachable' : 'platform';
		const reason = CODE_IS_DEAD.has(errcode) ? 'code' : later;
		return { kind: 'failed', reason, explanation, errcode, untouched: false };
	}
	const untouched = error instanceof ResultUnknown && error.reach === 'not-sent';
	return { kind: 'failed', reason: 'unreachable', explanation, untouched };
}

function explain(
	error: unknown,
	effect: 'read' | 'write',
	connection: Connection,
	grant?: UserGrant,
): Explanation {
	const secrets = [...connection.account.secrets, grant?.accessToken ?? '', grant?.refreshToken ?? ''];
	return describeFailure(error, { effect, now: connection.now(), secrets });
}
