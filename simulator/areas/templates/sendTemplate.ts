import { ApiError } from '../../errors/ApiError';
import { eventContent } from '../../push/buildContent';
import { showOnPhone } from '../../phone/chat';
import type { Account } from '../../state/Account';
import { addToRing } from '../../state/ring';
import type { World } from '../../World';
import { checksValues, readSendBody, type SendOrder } from './readSendBody';
import { renderCard } from './renderCard';
import { templateData, type SentMessage, type TemplateData } from './templateData';

const REMEMBERED_MS = 600_000;
/** Limits the memory of a long load run. */
const COUNTS_KEPT = 100_000;

/**
 * Accepts a template message and later reports its result to the account's server (TEMPLATESENDJOBFINISH).
 *
 * The same openid and client_msg_id within ten minutes get the first msgid again, without a second message.
 *
 * @returns the msgid, above 2^53
 * @throws ApiError for every broken rule of the body; 43004 not following, 43019 in the blacklist, 43101 template refused
 */
export function sendTemplate(
	world: World,
	account: Account,
	json: Readonly<Record<string, unknown>>,
): bigint {
	const order = readSendBody(account, json);
	const { follower, template, clientMsgId } = order;
	if (!follower.subscribed) throw new ApiError(43004);
	if (follower.blacklisted) throw new ApiError(43019);
	if (follower.refusedTemplates.includes(template.templateId)) throw new ApiError(43101);
	const data = templateData(account);
	if (clientMsgId === null) return deliver(world, account, data, order);
	const key = `${follower.openid} ${clientMsgId}`;
	const count = countOf(data, key, follower.openid, clientMsgId);
	count.requests += 1;
	const nowMs = world.clock.now();
	forgetOld(data, nowMs);
	const earlier = data.remembered.get(key);
	if (earlier && nowMs - earlier.atMs < REMEMBERED_MS) return earlier.msgid;
	const msgid = deliver(world, account, data, order);
	data.remembered.set(key, { msgid, atMs: nowMs });
	if (follower.reception === 'success') count.deliveries += 1;
	return msgid;
}

function deliver(world: World, account: Account, data: TemplateData, order: SendOrder): bigint {
	const { follower, template } = order;
	const message: SentMessage = {
		msgid: world.ids.outgoingMessageId(),
		atMs: world.clock.now(),
		openid: follower.openid,
		templateId: template.templateId,
		title: template.title,
		lines: renderCard(template, order.values, !checksValues(account, template)),
		url: order.url,
		miniprogram: order.miniprogram,
		clientMsgId: order.clientMsgId,
		reception: follower.reception,
	};
	addToRing(data.sent, message);
	if (message.reception === 'success') {
		data.delivered += 1;
		const { title, lines, url, miniprogram } = message;
		showOnPhone(world, account, message.openid, {
			from: 'account',
			kind: 'template',
			content: { title, lines, url, miniprogram },
		});
	}
	if (account.callbackUrl !== null) announce(world, account, message);
	return message.msgid;
}

function announce(world: World, account: Account, message: SentMessage): void {
	const post = () => {
		const fields = { MsgID: message.msgid, Status: message.reception };
		world.pushes.post(account, eventContent(world, account, message.openid, 'TEMPLATESENDJOBFINISH', fields));
	};
	if (account.receiptDelayMs > 0) world.timers.after(account.receiptDelayMs, post);
	else post();
}

function countOf(data: TemplateData, key: string, openid: string, clientMsgId: string) {
	let count = data.counts.get(key);
	if (!count) {
		count = { openid, clientMsgId, requests: 0, deliveries: 0 };
		data.counts.set(key, count);
		const [oldest] = data.counts.size > COUNTS_KEPT ? data.counts.keys() : [];
		if (oldest !== undefined) data.counts.delete(oldest);
	}
	return count;
}

function forgetOld(data: TemplateData, nowMs: number): void {
	for (const [key, { atMs }] of data.remembered) {
		if (nowMs - atMs < REMEMBERED_MS) return;
		data.remembered.delete(key);
	}
}
