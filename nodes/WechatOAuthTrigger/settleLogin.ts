import type { IWebhookResponseData } from 'n8n-workflow';
import type { LoginOutcome, LoginRecord } from '../../core/oauth/LoginRecord';
import { type HttpAnswer, redirectAnswer } from '../../core/page/httpAnswer';
import { keepOutcome } from '../../core/oauth/resumeLogin';
import { startLink } from '../../core/oauth/startLogin';
import { builtInPage } from './loginAnswers';
import { claims } from './loginLimits';
import { answerWith, type VisitContext } from './VisitContext';

/**
 * Records the outcome of a callback in this process and in the browser's cookie, as long as the answer has not begun.
 *
 * @param context of the request
 * @param record of the login
 * @param outcome of the callback
 */
export function settle(
	{ response, setup, ports }: VisitContext,
	record: LoginRecord,
	outcome: LoginOutcome,
): void {
	claims().of(record.nonce, outcome.code).outcome = outcome;
	if (!response.headersSent)
		response.setHeader('set-cookie', keepOutcome(record, outcome, setup.login, ports));
}

/**
 * The answer that shows an outcome to the browser.
 *
 * @param context of the request
 * @param record of the login
 * @param outcome of the callback
 */
export function outcomeAnswer(
	{ setup, language }: VisitContext,
	record: LoginRecord,
	{ page, location, errcode }: LoginOutcome,
): HttpAnswer {
	if (location !== undefined) return redirectAnswer(location);
	const detail = errcode === undefined ? undefined : `WeChat ${errcode}`;
	return builtInPage(page, language, { detail, again: startLink(setup.login, record) });
}

/** Records the outcome of a callback and answers it; n8n writes nothing and starts no execution. */
export function settleWith(
	context: VisitContext,
	record: LoginRecord,
	outcome: LoginOutcome,
): IWebhookResponseData {
	settle(context, record, outcome);
	return answerWith(context, outcomeAnswer(context, record, outcome));
}
