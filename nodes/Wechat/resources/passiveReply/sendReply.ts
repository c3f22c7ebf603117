import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readAll } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { type PassiveReply, replyXml } from '../../../../core/protocol/replyXml';
import { readPushAccount } from '../../../transport/account';
import { readCredential } from '../../../transport/readCredential';
import { completeAnswer } from '../../../transport/hostAnswer';
import { encodeReplies } from '../../../transport/encodedReplies';
import { passAnswer } from '../../../transport/passAnswer';
import { sealReply } from '../../../transport/sealReply';
import type { ItemContext } from '../../../shared/itemContexts';
import { isPicture } from '../../fields/longText';
import { fetchPictures, shown } from '../customerService/pictureMessages';
import { findPush, type HeldPush, type HoldingTrigger } from './heldPush';
import { isSendable, replaceReply, type ReplyPart, sendInOrder } from './replaceReply';

/** Time for the reply to get from a worker to the process that holds the connection. */
const TRAVEL_MS = 250;

/**
 * A trigger that holds a push gives the reply to the open delivery, which may be the next one: at most half a second until WeChat hangs up,
 * plus the time until the next delivery arrives. Messages that follow the reply must not reach the phone before it.
 */
const NEXT_DELIVERY_MS = 1_500;

const REPLIED = 'wechatReplied';

const TEXT = { 'content-type': 'text/plain; charset=utf-8' };

/** Message types for which WeChat shows only one article of a reply. */
const ONE_ARTICLE: ReadonlySet<string> = new Set([
	'text',
	'image',
	'voice',
	'video',
	'shortvideo',
	'location',
	'link',
]);

/** A reply that may become several messages; if the trigger keeps them, it decides how many. */
interface DivisibleReply {
	type: PassiveReply['type'];
	divide: (push: HeldPush) => readonly ReplyPart[];
}

/**
 * Answers the push that started the execution, or does what the user chose for a reply that is too late.
 *
 * @param item context of the current item
 * @param read reads the content; undefined acknowledges the push without a reply
 * @param choice `whenLate`, and `options` with `push`: values of the fields with these names
 * @returns one item: `reply` is `passive`, `kept`, `customerService` or `none`
 * @throws InvalidInputError when the content is unusable, there is no push to answer, or it is too late and that is to fail; what the API
 *   and {@link passAnswer} throw
 */
export async function sendReply(
	item: ItemContext,
	read: () => PassiveReply | DivisibleReply | undefined,
	choice: { whenLate: string; options: IDataObject },
): Promise<INodeExecutionData[]> {
	const { reply, push } = readAll({
		reply: read,
		push: () => findPush(item.n8n, item.itemIndex, choice.options.push),
	});
	if (!reply) return [{ json: { ...(await endWait(item, push)), toUser: push.FromUserName } }];
	const parts = 'divide' in reply ? reply.divide(push) : [reply];
	const { messages, ...json } = await deliver(item, parts, push, choice);
	const count = Number(messages ?? 1) > 1 ? { messages } : {};
	return [{ json: { ...json, msgType: reply.type, toUser: push.FromUserName, ...count } }];
}

/**
 * Answers WeChat without a reply: the push is acknowledged at once.
 *
 * @returns `reply` with the value `none`
 */
async function endWait(item: ItemContext, push: HeldPush): Promise<IDataObject> {
	const { n8n } = item;
	const none = { reply: 'none' };
	if (push.replyBefore === 0) return none;
	const flow = n8n.getContext('flow');
	if (flow[REPLIED]) return none;
	flow[REPLIED] = true;
	const isWaiting = item.connection.now() <= push.replyBefore - TRAVEL_MS;
	if (push.held) await passAnswer(n8n, encodeReplies([]));
	else if (isWaiting) await passAnswer(n8n, completeAnswer({ status: 200, headers: TEXT, body: 'success' }));
	return none;
}

async function deliver(
	item: ItemContext,
	parts: readonly ReplyPart[],
	push: HeldPush,
	{ whenLate, options }: { whenLate: string; options: IDataObject },
): Promise<IDataObject> {
	// A passive reply has no mark for AI-generated content.
	const to = { touser: push.FromUserName, options: { aiGenerated: options.aiGenerated } };
	// An earlier try has started, so the push already has its reply.
	if (item.progress.begun) return await sendInOrder(item, parts, to, 0);
	const { held } = push;
	const keeps = held !== undefined && held.keptUntil > 0;
	// The text is not delayed by pictures, unless all parts have to be ready at once.
	const waits = latenessOf(item, push, parts) === undefined && (keeps || !parts.some(isReply));
	const ready = waits ? await withPictures(item, parts) : parts;
	const reason = latenessOf(item, push, ready);
	if (reason === undefined) {
		if (keeps) return await handOver(item, ready.filter(isReply), push, held);
		const first = ready.find(isReply);
		const json = first ? await answerPush(item, first, push) : {};
		item.progress.output = { ...item.progress.output, ...json };
		const left = ready.filter((part) => part !== first);
		if (held && left.length > 0) await item.connection.sleep(NEXT_DELIVERY_MS);
		return await sendInOrder(item, left, to, 1);
	}
	if (held) await endWait(item, push);
	return await replaceReply(item, ready, to, { reason, whenLate: held?.dropsLate ? 'ignore' : whenLate });
}

const isReply = (part: ReplyPart): part is PassiveReply => !isPicture(part);

/** Turns the pictures of a text into replies, where all parts have to be ready at once. */
async function withPictures(
	item: ItemContext,
	parts: readonly ReplyPart[],
): Promise<readonly PassiveReply[]> {
	if (parts.every(isReply)) return parts;
	const { messages, failed } = await fetchPictures(item, parts.filter(isSendable));
	if (failed.length > 0) item.progress.output = { failedPictures: shown(failed) };
	return messages.map(({ content }) => content);
}

/** Why a passive reply is too late; undefined when it is not. */
function latenessOf(
	{ n8n, connection }: ItemContext,
	push: HeldPush,
	parts: readonly ReplyPart[],
): string | undefined {
	if (push.replyBefore === 0) return 'this execution cannot answer the push';
	if (n8n.getContext('flow')[REPLIED]) return 'this push has had its reply already';
	// A kept reply would answer another message, which the AI would take for the question.
	const isKept = !parts.some((part) => isReply(part) && part.type === 'transfer_biz_ai_ivr');
	const latest = Math.max(push.replyBefore - TRAVEL_MS, (isKept && push.held?.keptUntil) || 0);
	if (connection.now() > latest) return 'WeChat no longer waits for a reply to this push';
	return undefined;
}

/** Passes everything to the trigger, which sends the first reply if WeChat still waits, and keeps the rest. */
async function handOver(
	item: ItemContext,
	replies: readonly PassiveReply[],
	push: HeldPush,
	held: HoldingTrigger,
): Promise<IDataObject> {
	const now = item.connection.now();
	const xml = replies.map((reply) => replyXml(reply, push, Math.floor(now / 1000)));
	item.n8n.getContext('flow')[REPLIED] = true;
	await passAnswer(item.n8n, encodeReplies(xml));
	tellOneArticle(item, replies, push);
	const known = { ...item.progress.output, messages: replies.length };
	if (now <= push.replyBefore - TRAVEL_MS) return { reply: 'passive', ...known };
	return { reply: 'kept', keptUntil: new Date(held.keptUntil).toISOString(), ...known };
}

async function answerPush(item: ItemContext, reply: PassiveReply, push: HeldPush): Promise<IDataObject> {
	const { n8n, connection } = item;
	const nowSeconds = Math.floor(connection.now() / 1000);
	const xml = replyXml(reply, push, nowSeconds);
	const headers = { 'content-type': 'text/xml; charset=utf-8' };
	const body = push.encrypted && !push.held ? await seal(item, xml, push, nowSeconds) : xml;
	n8n.getContext('flow')[REPLIED] = true;
	// A trigger that holds pushes encrypts the reply itself, for the connection that is then open.
	await passAnswer(n8n, push.held ? encodeReplies([xml]) : completeAnswer({ status: 200, headers, body }));
	tellOneArticle(item, [reply], push);
	return { reply: 'passive' };
}

function tellOneArticle({ n8n }: ItemContext, replies: readonly PassiveReply[], push: HeldPush): void {
	const isCut = replies.some((reply) => reply.type === 'news' && reply.articles.length > 1);
	if (!isCut || !ONE_ARTICLE.has(push.MsgType)) return;
	n8n.addExecutionHints({
		message: 'WeChat shows only the first article in the answer to a message.',
		location: 'outputPane',
	});
}

/** Encrypts with the key that opened the push: WeChat may still use the previous one. */
async function seal(
	{ n8n }: ItemContext,
	xml: string,
	{ previousKey }: HeldPush,
	timestamp: number,
): Promise<string> {
	const account = readPushAccount(await readCredential(n8n));
	const encodingAesKey = (previousKey && account.previousEncodingAesKey) || account.encodingAesKey;
	if (encodingAesKey === undefined) {
		throw new InvalidInputError(
			'Message Encryption',
			'is Plain Text, but the push came encrypted',
			'Use the credential of the WeChat Trigger in this node too.',
		);
	}
	return sealReply(xml, { ...account, encodingAesKey }, timestamp);
}
