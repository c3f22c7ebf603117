import { randomBytes } from 'node:crypto';
import { type IWebhookFunctions, type IWebhookResponseData, NodeOperationError } from 'n8n-workflow';
import { InvalidInputError } from '../../core/errors/WechatErrors';
import { type HttpAnswer, redirectAnswer, textAnswer } from '../../core/page/httpAnswer';
import { pickLanguage } from '../../core/page/pickLanguage';
import { isCallback, resumeLogin } from '../../core/oauth/resumeLogin';
import { sealedStartLink, startLink, startLogin } from '../../core/oauth/startLogin';
import { describeFailure } from '../transport/describeFailure';
import { responseOf, writeAnswer } from '../transport/hostAnswer';
import { answerCallback } from './answerCallback';
import { answerUnbound } from './answerUnbound';
import { visitOf } from './Visit';
import { builtInPage } from './loginAnswers';
import { readSetup } from './readSetup';
import type { Setup } from './Setup';
import { answerOutcome } from './settleLogin';
import { answerOutside, answerWith, answerWithPage, isOutside, type VisitContext } from './VisitContext';
import { warnOwner } from './warnOwner';

/**
 * Answers a request to the trigger's URL: the start of a login, its callback, or WeChat's check of the domain file. It never throws: every
 * visitor gets a page.
 *
 * @param n8n the webhook's context
 */
export async function answerVisit(n8n: IWebhookFunctions): Promise<IWebhookResponseData> {
	const response = responseOf(n8n);
	const visit = visitOf(n8n);
	const receivedAt = Date.now();
	let language = pickLanguage(visit.acceptLanguage);
	try {
		const setup = await readSetup(n8n);
		if (setup.pageLanguage !== 'auto') language = setup.pageLanguage;
		const ports = { nowSeconds: Math.floor(receivedAt / 1000), randomBytes };
		const context: VisitContext = { n8n, visit, response, setup, language, receivedAt, ports };
		if (n8n.getWebhookName() === 'setup') return answerWith(context, domainFileAnswer(setup));
		// The status makes the browser discard a prefetched page and load it again when the visitor opens it; until then nobody is logged in.
		if (visit.isAhead) return answerWithPage(context, 'notReady');
		return isCallback(visit.query) ? await resume(context) : start(context);
	} catch (error) {
		const { message, description } = describeFailure(error, { effect: 'read', now: receivedAt });
		warnOwner(n8n, receivedAt, `${message}. ${description}`);
		// Details are for the owner, who has the log; visitors learn only whether the owner has to act.
		const isOwners = error instanceof InvalidInputError || error instanceof NodeOperationError;
		writeAnswer(response, builtInPage(isOwners ? 'setup' : 'notReady', language));
		return { noWebhookResponse: true };
	}
}

function start(context: VisitContext): IWebhookResponseData {
	const { visit, setup, response, ports, language } = context;
	if (isOutside(context)) return answerOutside(context, linkOf(context));
	const started = startLogin(visit, setup.login, ports);
	if (started.kind === 'expired') return answerWithPage(context, 'linkExpired');
	if (started.kind === 'refused') {
		return answerWith(context, builtInPage('link', language, { detail: started.parameter }));
	}
	response.setHeader('set-cookie', started.cookies);
	return answerWith(context, redirectAnswer(started.location));
}

/** The opened link, with its public URL. */
function linkOf({ visit, setup }: VisitContext): string {
	return `${setup.login.redirectUri}${visit.rawQuery === '' ? '' : `?${visit.rawQuery}`}`;
}

async function resume(context: VisitContext): Promise<IWebhookResponseData> {
	const { visit, setup, ports } = context;
	const callback = resumeLogin(visit, setup.login, ports.nowSeconds);
	switch (callback.kind) {
		case 'verified':
			return await answerCallback(context, callback.record, callback.code);
		case 'answered':
			return answerOutcome({ context, record: callback.record }, callback.outcome);
		case 'expired':
			return answerWithPage(context, 'expired', startLink(setup.login, callback.record));
		case 'unbound':
			return await answerUnbound(context, callback.state, callback.code);
		case 'foreign':
			return answerWithPage(context, 'foreign', sealedStartLink(setup.login, {}));
	}
}

function domainFileAnswer({ domainFile }: Setup): HttpAnswer {
	return domainFile ? textAnswer(200, domainFile.content) : textAnswer(404, 'No domain file is set up.');
}
