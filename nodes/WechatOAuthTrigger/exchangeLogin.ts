import type { IDataObject } from 'n8n-workflow';
import { controlFlowOf } from '../../core/errors/catalogue';
import type { Explanation } from '../../core/errors/Explanation';
import { WechatApiError, IndeterminateResultError } from '../../core/errors/WechatErrors';
import { exchangeCode, userProfile } from '../../core/oauth/snsRequests';
import { readGrant, type UserGrant } from '../../core/oauth/userGrant';
import type { Connection } from '../transport/connectAccount';
import { describeFailure } from '../transport/describeFailure';
import type { LoginFailure } from './loginItem';
import type { Setup } from './Setup';

/** Why a code yielded no user. */
export interface FailedExchange {
	kind: 'failed';
	reason: Exclude<LoginFailure, 'refused'>;
	explanation: Explanation;
	errcode?: number;
	/** WeChat was not reached: the same code may be tried again. */
	notReached: boolean;
}

/** The result of exchanging a code. */
export type Exchanged = { kind: 'user'; grant: UserGrant } | FailedExchange;

/** WeChat's errcode for a code that was exchanged before, by another process or because a browser opened it twice. */
export const CODE_WAS_USED = 40163;

const FAILURE = { dead: 'code', later: 'unreachable' } as const;

/**
 * Exchanges the code for the user, once.
 *
 * @param connection to the account
 * @param setup of the trigger
 * @param code of the callback
 * @returns the result; it never throws for anything that WeChat or the network does
 */
export async function exchangeLogin(connection: Connection, setup: Setup, code: string): Promise<Exchanged> {
	try {
		// Treated as a write: after a lost answer the code may be used up, and a second exchange could only report that.
		const answer = await connection.call(exchangeCode(code), {
			effect: 'write',
			promised: ['access_token'],
		});
		const grant = readGrant(answer.kind === 'json' ? answer.data : {}, setup.login.scope);
		return { kind: 'user', grant };
	} catch (error) {
		return failed(error, connection);
	}
}

/**
 * Fetches the profile where it is wanted. A missing profile does not fail the login: `problem` says why there is none.
 *
 * @param connection to the account
 * @param setup of the trigger
 * @param grant of the user
 */
export async function fetchProfile(
	connection: Connection,
	setup: Setup,
	grant: UserGrant,
): Promise<{ user?: IDataObject; problem?: Explanation }> {
	if (!setup.fetchProfile || !/snsapi_(userinfo|login)/.test(grant.scope)) return {};
	try {
		const request = userProfile(grant.accessToken, grant.openid, setup.profileLanguage);
		const answer = await connection.call(request, { effect: 'read' });
		return { user: (answer.kind === 'json' ? answer.data : {}) as IDataObject };
	} catch (error) {
		return { problem: explain(error, 'read', connection, grant) };
	}
}

function failed(error: unknown, connection: Connection): FailedExchange {
	const explanation = explain(error, 'write', connection);
	if (error instanceof WechatApiError) {
		const { errcode } = error.refusal;
		const { loginCode } = controlFlowOf(errcode);
		const reason = loginCode === undefined ? 'platform' : FAILURE[loginCode];
		return { kind: 'failed', reason, explanation, errcode, notReached: false };
	}
	const notReached = error instanceof IndeterminateResultError && error.reach === 'not-sent';
	return { kind: 'failed', reason: 'unreachable', explanation, notReached };
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
