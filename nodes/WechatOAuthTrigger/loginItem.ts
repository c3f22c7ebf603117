import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Explanation } from '../../core/errors/Explanation';
import type { LoginParams } from '../../core/oauth/LoginRecord';
import type { PageLanguage } from '../../core/page/pickLanguage';
import type { UserGrant } from '../../core/oauth/userGrant';
import type { Setup } from './Setup';

/** What the workflow gets about a login besides the user. */
export interface LoginFacts {
	params: LoginParams;
	/** Unix milliseconds. */
	receivedAt: number;
	language: PageLanguage;
}

/** Why a login failed. */
export type LoginFailure = 'refused' | 'code' | 'unreachable' | 'platform';

/**
 * The item of a successful login.
 *
 * @param setup of the trigger
 * @param grant of the user
 * @param profile answer of `/sns/userinfo`, or `problem` when it could not be fetched
 * @param facts about the request
 */
export function loginItem(
	setup: Setup,
	grant: UserGrant,
	profile: { user?: IDataObject; problem?: Explanation },
	facts: LoginFacts,
): INodeExecutionData {
	const { user, problem } = profile;
	const unionid =
		grant.unionid ?? (typeof user?.unionid === 'string' && user.unionid !== '' ? user.unionid : null);
	const { answer } = setup;
	return {
		json: {
			openid: grant.openid,
			unionid,
			scope: grant.scope,
			user: user ?? null,
			params: { ...facts.params },
			meta: {
				...metaOf(setup, facts),
				isSnapshotUser: grant.isSnapshotUser,
				...(answer.kind === 'workflow'
					? { answerBefore: new Date(facts.receivedAt + answer.waitSeconds * 1000).toISOString() }
					: {}),
				...(problem ? { userInfoProblem: { ...problem } } : {}),
			},
			...(setup.includeTokens ? { tokens: tokensOf(grant, facts) } : {}),
		},
	};
}

/**
 * The item of a failed login, for the second output.
 *
 * @param setup of the trigger
 * @param reason kind of failure
 * @param explanation for the user of the workflow
 * @param errcode of WeChat, when it refused
 * @param facts about the request
 */
export function failureItem(
	setup: Setup,
	reason: LoginFailure,
	explanation: Explanation,
	errcode: number | undefined,
	facts: LoginFacts,
): INodeExecutionData {
	return {
		json: {
			failure: { reason, ...explanation, ...(errcode === undefined ? {} : { errcode }) },
			params: { ...facts.params },
			meta: metaOf(setup, facts),
		},
	};
}

function tokensOf(
	{ accessToken, refreshToken, expiresIn }: UserGrant,
	{ receivedAt }: LoginFacts,
): IDataObject {
	const expiresAt = expiresIn === null ? null : new Date(receivedAt + expiresIn * 1000).toISOString();
	return { accessToken, refreshToken, expiresAt };
}

function metaOf(setup: Setup, facts: LoginFacts): IDataObject {
	return {
		appid: setup.login.appid,
		channel: setup.channel,
		receivedAt: new Date(facts.receivedAt).toISOString(),
		language: facts.language,
	};
}
