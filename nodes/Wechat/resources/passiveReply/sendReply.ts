import { randomBytes, randomInt } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readAll } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { type PassiveReply, replyXml } from '../../../../core/protocol/replyXml';
import { sealMessage } from '../../../../core/protocol/sealMessage';
import { CREDENTIAL, readPushAccount } from '../../../transport/account';
import { completeAnswer } from '../../../transport/hostAnswer';
import type { ItemContext } from '../../../shared/itemContexts';
import { findPush, type HeldPush } from './heldPush';
import { replaceReply } from './replaceReply';

/** Time for the reply to travel from a worker to the process that holds the connection. */
const TRAVEL_MS = 250;

const REPLIED = 'wechatReplied';

/** Message types to which WeChat shows one article only. */
const ONE_ARTICLE: ReadonlySet<string> = new Set([
	'text',
	'image',
	'voice',
	'video',
	'shortvideo',
	'location',
]);

/**
 * Answers the push that started the execution, or does with the reply what was chosen for one that comes too late.
 *
 * @param item the item that is worked on
 * @param read reads the content
 * @param choice `whenLate` and `options` with `push`, as in the fields of these names
 * @returns one item: `reply` is `passive`, `customerService` or `none`
 * @throws InvalidInputError when the content cannot be used, there is no push to answer, or it is too late and that is to fail; what the API throws
 */
export async function sendReply(
	item: ItemContext,
	read: () => PassiveReply,
	choice: { whenLate: string; options: IDataObject },
): Promise<INodeExecutionData[]> {
	const { reply, push } = readAll({
		reply: read,
		push: () => findPush(item.n8n, item.itemIndex, choice.options.push),
	});
	const lateness = latenessOf(item, push);
	const json = lateness
		? await replaceReply(item, reply, push, { reason: lateness, whenLate: choice.whenLate })
		: await answerPush(item, reply, push);
	return [{ json: { ...json, msgType: reply.type, toUser: push.FromUserName } }];
}

/** Why WeChat no longer takes a reply, or undefined. */
function latenessOf({ n8n, connection }: ItemContext, push: HeldPush): string | undefined {
	if (push.replyBefore === 0) return 'this execution cannot answer the push';
	if (connection.now() > push.replyBefore - TRAVEL_MS)
		return 'WeChat no longer waits for a reply to this push';
	if (n8n.getContext('flow')[REPLIED]) return 'this push has had its reply already';
	return undefined;
}

async function answerPush(item: ItemContext, reply: PassiveReply, push: HeldPush): Promise<IDataObject> {
	const { n8n, connection } = item;
	const nowSeconds = Math.floor(connection.now() / 1000);
	const xml = replyXml(reply, push, nowSeconds);
	const document = push.encrypted ? await seal(item, xml, nowSeconds) : xml;
	n8n.getContext('flow')[REPLIED] = true;
	const headers = { 'content-type': 'text/xml; charset=utf-8' };
	await n8n.sendResponse(completeAnswer({ status: 200, headers, body: document }));
	if (reply.type === 'news' && reply.articles.length > 1 && ONE_ARTICLE.has(push.MsgType)) {
		n8n.addExecutionHints({
			message: 'WeChat shows only the first article in the answer to a message.',
			location: 'outputPane',
		});
	}
	return { reply: 'passive' };
}

async function seal({ n8n }: ItemContext, xml: string, timestamp: number): Promise<string> {
	const account = readPushAccount(await n8n.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL));
	const { encodingAesKey } = account;
	if (encodingAesKey === undefined) {
		throw new InvalidInputError(
			'Message Encryption',
			'is Plain Text, but the push came encrypted',
			'Use the credential of the WeChat Trigger in this node too.',
		);
	}
	const nonce = String(randomInt(1_000_000_000, 10_000_000_000));
	return sealMessage(xml, { ...account, encodingAesKey }, { timestamp, nonce, random16: randomBytes(16) });
}
