import { type INodeExecutionData, type IWebhookResponseData, sleep } from 'n8n-workflow';
import type { LoginOutcome, LoginRecord } from '../../core/oauth/LoginRecord';
import type { LoginPageName } from '../../core/oauth/loginPages';
import { codeDigest } from '../../core/oauth/resumeLogin';
import type { UserGrant } from '../../core/oauth/userGrant';
import { connectAccount, type Connection } from '../transport/connectAccount';
import { describeFailure } from '../transport/describeFailure';
import { answerInstead, beforeHead, writeAnswer } from '../transport/hostAnswer';
import { CODE_WAS_USED, type FailedExchange, fetchProfile } from './exchangeLogin';
import { builtInPage, successAnswer } from './loginAnswers';
import { failureItem, type LoginFacts, type LoginFailure, loginItem } from './loginItem';
import { outcomeAnswer, settle, settleWith } from './settleLogin';
import { backToApproval } from './backToApproval';
import { claims, exchangeOnce, mayStartOnFailure } from './loginLimits';
import { answerWith, answerWithPage, type VisitContext } from './VisitContext';
import { warnOwner } from './warnOwner';

/** Codes with a page of their own, because the visitor can do something about them. */
const PAGES: Readonly<Record<number, LoginPageName>> = { [CODE_WAS_USED]: 'codeUsed', 42003: 'codeExpired' };

/**
 * Finishes a login whose callback is genuine: either the user refused, or the code is exchanged, once, and the workflow starts.
 *
 * @param context of the request
 * @param record that the browser kept since the start
 * @param code to exchange; undefined when the user refused
 */
export async function answerCallback(
	context: VisitContext,
	record: LoginRecord,
	code: string | undefined,
): Promise<IWebhookResponseData> {
	const digest = codeDigest(code);
	const claim = claims().of(record.nonce, digest);
	if (claim.outcome) return settleWith(context, record, claim.outcome);
	if (claim.taken) return answerWithPage(context, 'underway');
	claim.taken = true;
	if (code === undefined) return refused(context, record);
	let handedOver = false;
	try {
		const connection = await connectAccount(context.n8n);
		const exchanged = await exchangeOnce(context, connection, record.nonce, code);
		if (!exchanged) return answerWithPage(context, 'busy');
		handedOver = true;
		if (exchanged.kind === 'failed') return failed(context, record, digest, exchanged);
		if (record.approval !== undefined)
			return backToApproval(context, record, record.approval, digest, exchanged.grant);
		return await loggedIn(context, record, digest, { connection, grant: exchanged.grant });
	} catch (error) {
		return notStarted(context, record, digest, { error, handedOver });
	}
}

/** Something in n8n failed. As long as the code was not sent to WeChat, the same callback may be tried again. */
function notStarted(
	context: VisitContext,
	record: LoginRecord,
	code: string,
	{ error, handedOver }: { error: unknown; handedOver: boolean },
): IWebhookResponseData {
	const { message, description } = describeFailure(error, { effect: 'read', now: context.receivedAt });
	warnOwner(context.n8n, context.receivedAt, `${message}. ${description}`);
	const outcome: LoginOutcome = { code, page: 'notStarted', over: false };
	if (handedOver) return settleWith(context, record, outcome);
	claims().release(record.nonce, code);
	return answerWith(context, outcomeAnswer(context, record, outcome));
}

async function loggedIn(
	context: VisitContext,
	record: LoginRecord,
	code: string,
	{ connection, grant }: { connection: Connection; grant: UserGrant },
): Promise<IWebhookResponseData> {
	const { setup } = context;
	if (grant.isSnapshotUser && !setup.startOnSnapshot)
		return settleWith(context, record, { code, page: 'snapshot', over: false });
	const profile = await fetchProfile(connection, setup, grant);
	const item = loginItem(setup, grant, profile, factsOf(context, record));
	answerWhenStored(context, record, code, item);
	return { workflowData: [[item], []] };
}

/** Answers when n8n reports whether it has stored the execution: the page and the outcome that the browser remembers depend on that. */
function answerWhenStored(
	context: VisitContext,
	record: LoginRecord,
	code: string,
	{ json }: INodeExecutionData,
): void {
	const { setup, response, language } = context;
	const { answer } = setup;
	const isSnapshot = (json.meta as { isSnapshotUser?: boolean }).isSnapshotUser === true;
	const success = successAnswer(setup, json, record, language);
	// After a snapshot page the user may still log in, with another code.
	const outcomeAt = (location?: string): LoginOutcome => ({
		code,
		page: isSnapshot ? 'snapshot' : 'repeated',
		location,
		over: !isSnapshot,
	});
	const failedOutcome: LoginOutcome = {
		code,
		page: answer.kind === 'workflow' ? 'failed' : 'notStarted',
		over: false,
	};
	let settled = false;
	const settleOnce = (outcome: LoginOutcome) => {
		if (!settled) settle(context, record, outcome);
		settled = true;
	};
	answerInstead(response, (stored) => {
		settleOnce(stored ? outcomeAt(success.headers.location) : failedOutcome);
		return stored ? success : outcomeAnswer(context, record, failedOutcome);
	});
	if (answer.kind !== 'workflow') return;
	beforeHead(response, (location) => settleOnce(outcomeAt(location)));
	void sleep(answer.waitSeconds * 1000).then(() => writeAnswer(response, builtInPage('slow', language)));
}

function refused(context: VisitContext, record: LoginRecord): IWebhookResponseData {
	const explanation = {
		message: 'The user refused',
		description: 'The browser came back with a refusal instead of a code. Nothing about the user is known.',
	};
	const answered = settleWith(context, record, { code: codeDigest(undefined), page: 'refused', over: false });
	return { ...answered, ...startOnFailure(context, record, { reason: 'refused', explanation }) };
}

function failed(
	context: VisitContext,
	record: LoginRecord,
	code: string,
	failure: FailedExchange,
): IWebhookResponseData {
	const { reason, errcode, explanation, notReached } = failure;
	const { message, description } = explanation;
	// WeChat's own text contains a different request id every time.
	warnOwner(context.n8n, context.receivedAt, `${message}. ${description}`, `${reason} ${errcode ?? message}`);
	const page = (errcode !== undefined && PAGES[errcode]) || reason;
	const outcome: LoginOutcome = { code, page, errcode, over: false };
	if (errcode === CODE_WAS_USED) {
		// Another process is exchanging the code, or has done so; the result of the login is up to that one.
		claims().of(record.nonce, code).outcome = outcome;
		return answerWith(context, outcomeAnswer(context, record, outcome));
	}
	const answered = notReached
		? answerWith(context, outcomeAnswer(context, record, outcome))
		: settleWith(context, record, outcome);
	return { ...answered, ...startOnFailure(context, record, failure) };
}

function startOnFailure(
	context: VisitContext,
	record: LoginRecord,
	failure: { reason: LoginFailure; explanation: { message: string; description: string }; errcode?: number },
): { workflowData?: INodeExecutionData[][] } {
	if (record.approval !== undefined || !mayStartOnFailure(context)) return {};
	const { reason, explanation, errcode } = failure;
	const item = failureItem(context.setup, reason, explanation, errcode, factsOf(context, record));
	return { workflowData: [[], [item]] };
}

function factsOf({ receivedAt, language }: VisitContext, { params }: LoginRecord): LoginFacts {
	return { params, receivedAt, language };
}
