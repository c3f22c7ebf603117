import type { IWebhookResponseData } from 'n8n-workflow';
import { proofCookie } from '../../core/approval/identity';
import { redirectAnswer } from '../../core/page/httpAnswer';
import type { UserGrant } from '../../core/oauth/userGrant';
import { type Callback, settle } from './settleLogin';
import { answerWith } from './VisitContext';

/** How long the approval page accepts the proof of who its visitor is. */
const PROOF_SECONDS = 3600;

/**
 * Sends a visitor back to the approval page that asked who they are, with the proof in a cookie for that page; both pages are on the same
 * host. No execution starts.
 *
 * @param callback of the login
 * @param page URL of the approval page
 * @param grant of the user; the virtual identity of a snapshot page matches nobody who was asked
 */
export function backToApproval(
	callback: Callback,
	page: string,
	{ openid }: UserGrant,
): IWebhookResponseData {
	const { context } = callback;
	const { response, setup, ports } = context;
	const { appid, appSecret } = setup.login;
	settle(callback, { page: 'repeated', location: page, over: true });
	const proof = { page, openid, expiresAt: ports.nowSeconds + PROOF_SECONDS };
	const kept = [response.getHeader('set-cookie') ?? []].flat().map(String);
	response.setHeader('set-cookie', [...kept, proofCookie(proof, { appid, secret: appSecret }, ports)]);
	return answerWith(context, redirectAnswer(page));
}
