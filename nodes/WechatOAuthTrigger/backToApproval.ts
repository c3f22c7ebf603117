import type { IWebhookResponseData } from 'n8n-workflow';
import { proofCookie } from '../../core/approval/identity';
import type { LoginRecord } from '../../core/oauth/LoginRecord';
import { redirectAnswer } from '../../core/oauth/httpAnswer';
import type { UserGrant } from '../../core/oauth/userGrant';
import { settle } from './settleLogin';
import { answerWith, type VisitContext } from './VisitContext';

/** How long the page takes the visitor's word for who they are. */
const PROOF_SECONDS = 3600;

/**
 * Leads a visitor back to the approval page that asked who they are, with the proof in a cookie of that page. n8n has both under
 * one address. No execution starts.
 *
 * @param context of the request
 * @param record of the login
 * @param page its `approval`
 * @param code {@link codeDigest} of the callback
 * @param grant what WeChat says of the visitor; a snapshot page's virtual identity is nobody that was asked
 */
export function backToApproval(
	context: VisitContext,
	record: LoginRecord,
	page: string,
	code: string,
	{ openid }: UserGrant,
): IWebhookResponseData {
	const { response, setup, ports } = context;
	const { appid, appSecret } = setup.login;
	settle(context, record, { code, page: 'repeated', location: page, over: true });
	const proof = { page, openid, expiresAt: ports.nowSeconds + PROOF_SECONDS };
	const kept = [response.getHeader('set-cookie') ?? []].flat().map(String);
	response.setHeader('set-cookie', [...kept, proofCookie(proof, { appid, secret: appSecret }, ports)]);
	return answerWith(context, redirectAnswer(page));
}
