import { randomBytes } from 'node:crypto';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import {
	type ApprovalAccount,
	sealFor,
	visitorOf,
	APPROVAL_PARAMETER,
} from '../../../core/approval/identity';
import { isRecord } from '../../../core/json/isRecord';
import { approvalPage, type PageView } from '../../../core/approval/approvalPage';
import { outcomePage, type OutcomePageName } from '../../../core/approval/outcomePages';
import { type Decision, readDecision } from '../../../core/approval/question';
import { type HttpAnswer, redirectAnswer } from '../../../core/page/httpAnswer';
import { type PageLanguage, pickLanguage } from '../../../core/page/pickLanguage';
import { readApiAccount } from '../../transport/account';
import { describeFailure } from '../../transport/describeFailure';
import { answerInstead, responseOf, writeAnswer } from '../../transport/hostAnswer';
import { readCredential } from '../../transport/readCredential';
import { type AskedItem, askedItem } from './askedItem';

/** How long a visitor may take to sign in, and may then stay on the page before signing in again. */
const SIGN_IN_SECONDS = 3600;

/**
 * Answers a visit to the page of a question that an execution is waiting for. A GET only shows the question, so that link scanners and
 * previews do no harm; the page's own form decides by POST. It never throws.
 *
 * @param n8n the webhook's context
 * @returns the item that continues the execution, or nothing
 */
export async function answerApproval(n8n: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { method, headers } = n8n.getRequestObject();
	const language = pickLanguage(headers['accept-language']);
	try {
		const asked = askedItem(n8n);
		const visitor = await visitorFor(n8n, asked, language);
		if ('answer' in visitor) return answered(n8n, visitor.answer);
		if (visitor.openid !== undefined && visitor.openid !== asked.openid)
			return answered(n8n, outcomePage('stranger', language));
		if (isExpired(asked)) return answered(n8n, outcomePage('expired', language));
		return method === 'POST' ? decide(n8n, asked, visitor.openid, language) : show(n8n, asked, { language });
	} catch (error) {
		const { message, description } = describeFailure(error, { effect: 'read', now: Date.now() });
		n8n.logger.warn(`WeChat approval page: ${message}. ${description}`);
		return answered(n8n, outcomePage('setup', language));
	}
}

/** With several items, n8n may still wait for somebody who has more time. */
function isExpired({ question: { until } }: AskedItem): boolean {
	return until !== undefined && Date.now() > until;
}

function show(
	n8n: IWebhookFunctions,
	{ question }: AskedItem,
	view: Omit<PageView, 'timezone'>,
): IWebhookResponseData {
	return answered(n8n, approvalPage(question, { ...view, timezone: n8n.getTimezone() }));
}

function decide(
	n8n: IWebhookFunctions,
	asked: AskedItem,
	visitor: string | undefined,
	language: PageLanguage,
): IWebhookResponseData {
	const { question, itemIndex, openid } = asked;
	const read = readDecision(bodyOf(n8n), question.form);
	if ('problem' in read) return show(n8n, asked, { language, problem: read.problem });
	const { decision } = read;
	answerInstead(responseOf(n8n), (taken) => outcomePage(taken ? pageOf(decision) : 'notTaken', language));
	const json: IDataObject = {
		// A field of the form may have the same name, and takes precedence.
		data: { respondedAt: new Date().toISOString(), ...answerOf(decision) },
		openid,
		verified: visitor !== undefined,
		// n8n pairs the item that continues a node with the node's first item.
		itemIndex,
	};
	return { workflowData: [[{ json }]] };
}

/** The visitor's identity: not needed, already known, or to be determined by the web login, which leads back here. */
async function visitorFor(
	n8n: IWebhookFunctions,
	{ webLogin, address }: AskedItem,
	language: PageLanguage,
): Promise<{ openid: string | undefined } | { answer: HttpAnswer }> {
	if (webLogin === undefined) return { openid: undefined };
	const account = await approvalAccount(n8n);
	const nowSeconds = Math.floor(Date.now() / 1000);
	const { headers, method } = n8n.getRequestObject();
	const openid = visitorOf(headers.cookie, address, account, nowSeconds);
	if (openid !== undefined) return { openid };
	if (method === 'POST') return { answer: outcomePage('unknown', language) };
	const inquiry = { page: address, expiresAt: nowSeconds + SIGN_IN_SECONDS };
	const login = new URL(webLogin);
	login.searchParams.set(APPROVAL_PARAMETER, sealFor(inquiry, APPROVAL_PARAMETER, account, randomBytes));
	return { answer: redirectAnswer(login.href) };
}

/** n8n has no body where none was sent, and keeps the fields of a multipart form separate from its files. */
function bodyOf(n8n: IWebhookFunctions): IDataObject {
	const body: unknown = n8n.getBodyData();
	if (!isRecord(body)) return {};
	return isRecord(body.data) ? (body.data as IDataObject) : (body as IDataObject);
}

async function approvalAccount(n8n: IWebhookFunctions): Promise<ApprovalAccount> {
	const { appid, secret } = readApiAccount(await readCredential(n8n));
	return { appid, secret };
}

function pageOf(decision: Decision): OutcomePageName {
	if (!('approved' in decision)) return 'answered';
	return decision.approved ? 'approved' : 'declined';
}

/** The answer in the format of n8n's own nodes, which its agents understand. */
function answerOf(decision: Decision): IDataObject {
	return 'values' in decision ? { ...decision.values } : { ...decision };
}

function answered(n8n: IWebhookFunctions, answer: HttpAnswer): IWebhookResponseData {
	writeAnswer(responseOf(n8n), answer);
	return { noWebhookResponse: true };
}
