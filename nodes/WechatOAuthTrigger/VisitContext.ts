import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { LoginPageName } from '../../core/oauth/loginPages';
import type { HttpAnswer } from '../../core/oauth/httpAnswer';
import type { PageLanguage } from '../../core/oauth/pickLanguage';
import type { LoginPorts } from '../../core/oauth/startLogin';
import { type HostResponse, writeAnswer } from '../transport/hostAnswer';
import type { Visit } from './hostHttp';
import { builtInPage } from './loginAnswers';
import type { Setup } from './Setup';

/** One request with everything that is known about it. */
export interface VisitContext {
	n8n: IWebhookFunctions;
	visit: Visit;
	response: HostResponse;
	setup: Setup;
	language: PageLanguage;
	/** Unix milliseconds. */
	receivedAt: number;
	ports: LoginPorts;
}

/** Whether the visitor came with another browser although WeChat's own is asked for. */
export function isOutside({ setup, visit }: VisitContext): boolean {
	return setup.requireWechat && !/MicroMessenger/i.test(visit.userAgent);
}

/** Writes an answer; n8n writes nothing and starts no execution. */
export function answerWith({ response }: VisitContext, answer: HttpAnswer): IWebhookResponseData {
	writeAnswer(response, answer);
	return { noWebhookResponse: true };
}

/**
 * Writes a built-in page; n8n writes nothing and starts no execution.
 *
 * @param again link that starts over, if there is one
 */
export function answerWithPage(
	context: VisitContext,
	name: LoginPageName,
	again?: string,
): IWebhookResponseData {
	return answerWith(context, builtInPage(name, context.language, { again }));
}
