import type { IWebhookResponseData } from 'n8n-workflow';
import { redirectAnswer } from '../../core/page/httpAnswer';
import type { LoginPageName } from '../../core/oauth/loginPages';
import type { LoginState } from '../../core/oauth/loginState';
import { codeDigest, keepAsGuest } from '../../core/oauth/resumeLogin';
import { sealedStartLink, startLogin } from '../../core/oauth/startLogin';
import { connectAccount } from '../transport/connectAccount';
import { builtInPage } from './loginAnswers';
import { exchangeOnce } from './loginLimits';
import { answerOutside, answerWith, isOutside, type VisitContext } from './VisitContext';

/**
 * Answers a genuine callback in a browser that does not have the login's cookie: WeChat's snapshot view, the full browser that follows it,
 * or somebody else who got the URL. Nobody is logged in here, since the code may be another person's; the visitor is told what to tap, or
 * is sent, once, to a login of their own.
 *
 * @param context of the request
 * @param state of the callback, verified
 * @param code of the callback; undefined when the user refused
 */
export async function answerUnbound(
	context: VisitContext,
	state: LoginState,
	code: string | undefined,
): Promise<IWebhookResponseData> {
	const { visit, setup, response, ports } = context;
	if (isOutside(context)) return answerOutside(context, sealedStartLink(setup.login, visit.query));
	if (state.expiresAt < ports.nowSeconds) return page(context, 'expired');
	if (code === undefined) return page(context, 'refused');
	const seen = await checkVisitor(context, state, code);
	if (seen === 'snapshot') {
		const outcome = { code: codeDigest(code), page: 'snapshot' as const, over: false };
		response.setHeader('set-cookie', keepAsGuest(state, outcome, setup.login, ports));
	}
	if (seen !== 'person') return page(context, seen);
	const started = state.mayRestart ? startLogin(visit, setup.login, ports, true) : undefined;
	if (started?.kind !== 'redirect') return page(context, 'foreign');
	response.setHeader('set-cookie', started.cookies);
	return answerWith(context, redirectAnswer(started.location));
}

/** Only WeChat can recognize a snapshot view, and only by its code; other scopes have none. */
async function checkVisitor(
	context: VisitContext,
	{ nonce }: LoginState,
	code: string,
): Promise<'person' | 'snapshot' | 'busy' | 'unreachable' | 'platform'> {
	if (context.setup.login.scope !== 'snsapi_userinfo') return 'person';
	const exchanged = await exchangeOnce(context, await connectAccount(context.n8n), nonce, code);
	if (!exchanged) return 'busy';
	if (exchanged.kind === 'user') return exchanged.grant.isSnapshotUser ? 'snapshot' : 'person';
	// A code that is used or wrong can log in nobody, so its visitor may start a login.
	return exchanged.reason === 'code' ? 'person' : exchanged.reason;
}

function page(context: VisitContext, name: LoginPageName): IWebhookResponseData {
	const { visit, setup, language } = context;
	return answerWith(
		context,
		builtInPage(name, language, { again: sealedStartLink(setup.login, visit.query) }),
	);
}
