import type { IWebhookResponseData } from 'n8n-workflow';
import type { LoginOutcome, LoginRecord } from '../../core/oauth/LoginRecord';
import { type HttpAnswer, redirectAnswer } from '../../core/page/httpAnswer';
import { keepOutcome } from '../../core/oauth/resumeLogin';
import { startLink } from '../../core/oauth/startLogin';
import { builtInPage } from './loginAnswers';
import { claims } from './loginLimits';
import { answerWith, type VisitContext } from './VisitContext';

/** A genuine callback of one login. */
export interface Callback {
	context: VisitContext;
	/** What the browser kept since the start. */
	record: LoginRecord;
	/** {@link codeDigest} of the code, or of a refusal. */
	digest: string;
}

/** What became of one callback. */
export type CallbackOutcome = Omit<LoginOutcome, 'code'>;

/** Records the outcome in this process and in the browser's cookie, as long as the answer has not begun. */
export function settle({ context, record, digest }: Callback, outcome: CallbackOutcome): void {
	const { response, setup, ports } = context;
	const kept = { code: digest, ...outcome };
	claims().of(record.nonce, digest).outcome = kept;
	if (!response.headersSent) response.setHeader('set-cookie', keepOutcome(record, kept, setup.login, ports));
}

/** The answer that shows an outcome to the browser. */
export function outcomeAnswer(
	{ context: { setup, language }, record }: Pick<Callback, 'context' | 'record'>,
	{ page, location, errcode }: CallbackOutcome,
): HttpAnswer {
	if (location !== undefined) return redirectAnswer(location);
	const detail = errcode === undefined ? undefined : `WeChat ${errcode}`;
	return builtInPage(page, language, { detail, again: startLink(setup.login, record) });
}

/** Answers with an outcome that is not recorded; n8n writes nothing and starts no execution. */
export function answerOutcome(
	callback: Pick<Callback, 'context' | 'record'>,
	outcome: CallbackOutcome,
): IWebhookResponseData {
	return answerWith(callback.context, outcomeAnswer(callback, outcome));
}

/** Records an outcome and answers with it; n8n writes nothing and starts no execution. */
export function settleWith(callback: Callback, outcome: CallbackOutcome): IWebhookResponseData {
	settle(callback, outcome);
	return answerOutcome(callback, outcome);
}
