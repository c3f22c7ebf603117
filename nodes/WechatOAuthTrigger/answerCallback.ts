import { type INodeExecutionData, type IWebhookResponseData, sleep } from 'n8n-workflow';
import type { LoginRecord } from '../../core/oauth/LoginRecord';
import { closeLogin } from '../../core/oauth/resumeLogin';
import { startLink } from '../../core/oauth/startLogin';
import { claimLogin, releaseLogin } from './claimLogin';
import { finishLogin, type Finished } from './finishLogin';
import { answerInstead, writeAnswer } from './hostHttp';
import { builtInPage, successAnswer } from './loginAnswers';
import { failureItem, type LoginFacts, type LoginFailure, loginItem } from './loginItem';
import { answerWith, answerWithPage, type VisitContext } from './VisitContext';

/**
 * Finishes a login whose callback is genuine: the user refused, or the code is exchanged, once, and the workflow starts.
 *
 * @param context of the request
 * @param record what the browser kept since the start
 * @param code to exchange; undefined when the user refused
 */
export async function answerCallback(
	context: VisitContext,
	record: LoginRecord,
	code: string | undefined,
): Promise<IWebhookResponseData> {
	const { n8n, setup, ports } = context;
	if (!claimLogin(record.nonce, record.expiresAt, ports.nowSeconds))
		return answerWithPage(context, 'repeated');
	if (code === undefined) return refused(context, record);
	const finished = await finishLogin(n8n, setup, code);
	return finished.kind === 'user' ? loggedIn(context, record, finished) : failed(context, record, finished);
}

function loggedIn(
	context: VisitContext,
	record: LoginRecord,
	{ grant, user, problem }: Extract<Finished, { kind: 'user' }>,
): IWebhookResponseData {
	const { setup, response, language } = context;
	close(context, record, 'done');
	const item = loginItem(setup, grant, { user, problem }, factsOf(context, record));
	if (grant.isSnapshotUser && !setup.startOnSnapshot) return answerWithPage(context, 'snapshot');
	const { answer } = setup;
	const page = successAnswer(setup, item.json, record, language);
	const again = startLink(setup.login, record);
	const trouble =
		answer.kind === 'workflow'
			? builtInPage('failed', language)
			: builtInPage('notStarted', language, { again });
	answerInstead(response, (succeeded) => (succeeded ? page : trouble));
	if (answer.kind === 'workflow') {
		void sleep(answer.waitSeconds * 1000).then(() => writeAnswer(response, builtInPage('slow', language)));
	}
	return { workflowData: [[item], []] };
}

function refused(context: VisitContext, record: LoginRecord): IWebhookResponseData {
	close(context, record, 'failed');
	const explanation = {
		message: 'The user refused',
		description: 'WeChat sent the browser back without a code. Nothing about the user is known.',
	};
	const answered = answerWithPage(context, 'refused', startLink(context.setup.login, record));
	return { ...answered, ...startOnFailure(context, record, { reason: 'refused', explanation }) };
}

function failed(
	context: VisitContext,
	record: LoginRecord,
	failure: Extract<Finished, { kind: 'failed' }>,
): IWebhookResponseData {
	const { setup, language, n8n } = context;
	const { reason, errcode, explanation } = failure;
	if (failure.untouched) releaseLogin(record.nonce);
	else close(context, record, 'failed');
	n8n.logger.warn(`WeChat OAuth Trigger: ${explanation.message}. ${explanation.description}`);
	const detail = errcode === undefined ? undefined : `WeChat ${errcode}`;
	// What the owner has to remove does not go away by trying again.
	const again = reason === 'platform' ? undefined : startLink(setup.login, record);
	const answered = answerWith(context, builtInPage(reason, language, { detail, again }));
	return { ...answered, ...startOnFailure(context, record, failure) };
}

/** From now on every process knows from the browser that this login has had its callback. */
function close(
	{ response, setup, ports }: VisitContext,
	record: LoginRecord,
	stage: 'done' | 'failed',
): void {
	response.setHeader('set-cookie', closeLogin(record, stage, setup.login, ports));
}

function startOnFailure(
	context: VisitContext,
	record: LoginRecord,
	failure: { reason: LoginFailure; explanation: { message: string; description: string }; errcode?: number },
): { workflowData?: INodeExecutionData[][] } {
	if (!context.setup.startOnFailure) return {};
	const { reason, explanation, errcode } = failure;
	const item = failureItem(context.setup, reason, explanation, errcode, factsOf(context, record));
	return { workflowData: [[], [item]] };
}

function factsOf({ receivedAt, language }: VisitContext, { params }: LoginRecord): LoginFacts {
	return { params, receivedAt, language };
}
