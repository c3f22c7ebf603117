import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { drawLink } from '../../core/oauth/drawLink';
import type { LoginPageName } from '../../core/oauth/loginPages';
import type { HttpAnswer } from '../../core/page/httpAnswer';
import type { PageLanguage } from '../../core/page/pickLanguage';
import type { LoginPorts } from '../../core/oauth/startLogin';
import { type HostResponse, writeAnswer } from '../transport/hostAnswer';
import { WECHAT_OPEN_HOST } from '../transport/account';
import type { Visit } from './Visit';
import { builtInPage } from './loginAnswers';
import type { Setup } from './Setup';

/** One request, with everything known about it. */
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

/**
 * Whether the visitor uses another browser although WeChat's is required. The local platform shows its phone as a page in any browser;
 * links opened there count as opened in WeChat.
 */
export function isOutside({ setup, visit }: VisitContext): boolean {
	const { openHost } = setup.login;
	const isOnLocalPhone = openHost !== WECHAT_OPEN_HOST && visit.comesFrom === openHost;
	return setup.requireWechat && !isOnLocalPhone && !/MicroMessenger/i.test(visit.userAgent);
}

/**
 * Answers a visitor with another browser with a page that shows the link as a QR code for WeChat.
 *
 * @param link that starts the login; undefined when it is not known
 */
export function answerOutside(context: VisitContext, link: string | undefined): IWebhookResponseData {
	const code = link === undefined ? undefined : drawLink(link);
	return answerWith(context, builtInPage('outside', context.language, { code }));
}

/** Writes an answer; n8n writes nothing and starts no execution. */
export function answerWith({ response }: VisitContext, answer: HttpAnswer): IWebhookResponseData {
	writeAnswer(response, answer);
	return { noWebhookResponse: true };
}

/**
 * Writes a built-in page; n8n writes nothing and starts no execution.
 *
 * @param again link that starts the login over, if there is one
 */
export function answerWithPage(
	context: VisitContext,
	name: LoginPageName,
	again?: string,
): IWebhookResponseData {
	return answerWith(context, builtInPage(name, context.language, { again }));
}
