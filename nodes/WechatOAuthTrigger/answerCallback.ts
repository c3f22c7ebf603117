import { type INodeExecutionData, type IWebhookResponseData, sleep } from 'n8n-workflow';
import type { LoginRecord } from '../../core/oauth/LoginRecord';
import type { LoginPageName } from '../../core/oauth/loginPages';
import { codeDigest } from '../../core/oauth/resumeLogin';
import type { UserGrant } from '../../core/oauth/userGrant';
import { connectAccount, type Connection } from '../transport/connectAccount';
import { describeFailure } from '../transport/describeFailure';
import { answerInstead, beforeHead, writeAnswer } from '../transport/hostAnswer';
import { CODE_WAS_USED, type FailedExchange, fetchProfile } from './exchangeLogin';
import { builtInPage, successAnswer } from './loginAnswers';
import { failureItem, type LoginFacts, type LoginFailure, loginItem } from './loginItem';
import {
	answerOutcome,
	type Callback,
	type CallbackOutcome,
	outcomeAnswer,
	settle,
	settleWith,
} from './settleLogin';
import { backToApproval } from './backToApproval';
import { claims, exchangeOnce, mayStartOnFailure } from './loginLimits';
import { answerWithPage, type VisitContext } from './VisitContext';
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
	const callback: Callback = { context, record, digest };
	const claim = claims().of(record.nonce, digest);
	if (claim.outcome) return settleWith(callback, claim.outcome);
	if (claim.taken) return answerWithPage(context, 'underway');
	claim.taken = true;
	if (code === undefined) return refused(callback);
	let handedOver = false;
	try {
		const connection = await connectAccount(context.n8n);
		const exchanged = await exchangeOnce(context, connection, record.nonce, code);
		if (!exchanged) return answerWithPage(context, 'busy');
		handedOver = true;
		if (exchanged.kind === 'failed') return failed(callback, exchanged);
		if (record.approval !== undefined) return backToApproval(callback, record.approval, exchanged.grant);
		return await loggedIn(callback, connection, exchanged.grant);
	} catch (error) {
		return notStarted(callback, { error, handedOver });
	}
}

/** Something in n8n failed. As long as the code was not sent to WeChat, the same callback may be tried again. */
function notStarted(
	callback: Callback,
	{ error, handedOver }: { error: unknown; handedOver: boolean },
): IWebhookResponseData {
	const { context, record, digest } = callback;
	const { message, description } = describeFailure(error, { effect: 'read', now: context.receivedAt });
	warnOwner(context.n8n, context.receivedAt, `${message}. ${description}`);
	const outcome: CallbackOutcome = { page: 'notStarted', over: false };
	if (handedOver) return settleWith(callback, outcome);
	claims().release(record.nonce, digest);
	return answerOutcome(callback, outcome);
}

async function loggedIn(
	callback: Callback,
	connection: Connection,
	grant: UserGrant,
): Promise<IWebhookResponseData> {
	const { setup } = callback.context;
	if (grant.isSnapshotUser && !setup.startOnSnapshot)
		return settleWith(callback, { page: 'snapshot', over: false });
	const profile = await fetchProfile(connection, setup, grant);
	const item = loginItem(setup, grant, profile, factsOf(callback));
	answerWhenStored(callback, item);
	return { workflowData: [[item], []] };
}

/** Answers when n8n reports whether it has stored the execution: the page and the outcome that the browser remembers depend on that. */
function answerWhenStored(callback: Callback, { json }: INodeExecutionData): void {
	const { setup, response, language } = callback.context;
	const { answer } = setup;
	const isSnapshot = (json.meta as { isSnapshotUser?: boolean }).isSnapshotUser === true;
	const success = successAnswer(setup, json, callback.record, language);
	// After a snapshot page the user may still log in, with another code.
	const outcomeAt = (location?: string): CallbackOutcome => ({
		page: isSnapshot ? 'snapshot' : 'repeated',
		location,
		over: !isSnapshot,
	});
	const failedOutcome: CallbackOutcome = {
		page: answer.kind === 'workflow' ? 'failed' : 'notStarted',
		over: false,
	};
	let settled = false;
	const settleOnce = (outcome: CallbackOutcome) => {
		if (!settled) settle(callback, outcome);
		settled = true;
	};
	answerInstead(response, (stored) => {
		settleOnce(stored ? outcomeAt(success.headers.location) : failedOutcome);
		return stored ? success : outcomeAnswer(callback, failedOutcome);
	});
	if (answer.kind !== 'workflow') return;
	beforeHead(response, (location) => settleOnce(outcomeAt(location)));
	void sleep(answer.waitSeconds * 1000).then(() => writeAnswer(response, builtInPage('slow', language)));
}

function refused(callback: Callback): IWebhookResponseData {
	const explanation = {
		message: 'The user refused',
		description: 'The browser came back with a refusal instead of a code. Nothing about the user is known.',
	};
	const answered = settleWith(callback, { page: 'refused', over: false });
	return { ...answered, ...startOnFailure(callback, { reason: 'refused', explanation }) };
}

function failed(callback: Callback, failure: FailedExchange): IWebhookResponseData {
	const { context, record, digest } = callback;
	const { reason, errcode, explanation, notReached } = failure;
	const { message, description } = explanation;
	// WeChat's own text contains a different request id every time.
	warnOwner(context.n8n, context.receivedAt, `${message}. ${description}`, `${reason} ${errcode ?? message}`);
	const page = (errcode !== undefined && PAGES[errcode]) || reason;
	const outcome: CallbackOutcome = { page, errcode, over: false };
	if (errcode === CODE_WAS_USED) {
		// Another process is exchanging the code, or has done so; the result of the login is up to that one.
		claims().of(record.nonce, digest).outcome = { code: digest, ...outcome };
		return answerOutcome(callback, outcome);
	}
	const answered = notReached ? answerOutcome(callback, outcome) : settleWith(callback, outcome);
	return { ...answered, ...startOnFailure(callback, failure) };
}

function startOnFailure(
	callback: Callback,
	failure: { reason: LoginFailure; explanation: { message: string; description: string }; errcode?: number },
): { workflowData?: INodeExecutionData[][] } {
	const { context, record } = callback;
	if (record.approval !== undefined || !mayStartOnFailure(context)) return {};
	const { reason, explanation, errcode } = failure;
	const item = failureItem(context.setup, reason, explanation, errcode, factsOf(callback));
	return { workflowData: [[], [item]] };
}

function factsOf({ context: { receivedAt, language }, record: { params } }: Callback): LoginFacts {
	return { params, receivedAt, language };
}
