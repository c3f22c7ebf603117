import { ApiError } from '../../errors/ApiError';
import { showOnPhone } from '../../phone/chat';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import { addToRing, createRing, readRing } from '../../state/ring';
import type { World } from '../../World';
import { isRecord } from '../isRecord';
import { findKnown } from '../users/findKnown';
import { findAgent } from './agents';
import { readMessage, type CustomMessage } from './readMessage';
import { contactOf, contactsOf, spendMessage } from './windows';

const KEPT = 200;
const EXCHANGE_MS = 30_000;
const TYPING_MS = 15_000;

/** A customer service message that was accepted. */
interface SentCustom extends CustomMessage {
	atMs: number;
	openid: string;
	/** The agent in whose name it was sent, or null. */
	agent: string | null;
}

const customOf = accountSlot('customMessages', () => ({ sent: createRing<SentCustom>(KEPT) }));

type Fields = Readonly<Record<string, unknown>>;

/**
 * `message/custom/send`: checks the message, takes it from a window and shows it on the person's phone.
 *
 * On the phone its kind is `custom:` and the msgtype, its content the object of the message, with `agent` when there is one, and
 * with `aiGenerated` when it is marked as made by an AI.
 *
 * @throws ApiError 40003, 45015 not following or outside every window, 48002 blocked, 45047, 65401, and those of the message
 */
export function sendCustom(world: World, account: Account, json: Fields): void {
	const follower = findKnown(account, json.touser);
	const message = readMessage(world, account, json);
	const agent = readAgent(account, json.customservice);
	const byAi = readMark(json.aimsgcontext) ? { aiGenerated: true } : {};
	if (!follower.subscribed) throw new ApiError(45015);
	if (follower.reception === 'failed:user block') throw new ApiError(48002);
	spendMessage(account, follower.openid, world.clock.now());
	addToRing(customOf(account).sent, {
		atMs: world.clock.now(),
		openid: follower.openid,
		agent,
		...message,
	});
	showOnPhone(world, account, follower.openid, {
		from: 'account',
		kind: `custom:${message.msgtype}`,
		content: { ...message.content, ...(agent === null ? {} : { agent }), ...byAi },
	});
}

/**
 * `message/custom/typing`: shows or ends the typing line on the phone, for 15 seconds at most.
 *
 * @throws ApiError 45072 unknown command, 40003, 45080 no message in the last 30 seconds, 45081 shown already
 */
export function setTyping(world: World, account: Account, { touser, command }: Fields): void {
	if (command !== 'Typing' && command !== 'CancelTyping') throw new ApiError(45072);
	const contact = contactOf(account, findKnown(account, touser).openid);
	const nowMs = world.clock.now();
	if (command === 'CancelTyping') {
		contact.typingUntilMs = 0;
		return;
	}
	if (contact.exchangedAtMs === null || nowMs - contact.exchangedAtMs > EXCHANGE_MS)
		throw new ApiError(45080);
	if (contact.typingUntilMs > nowMs) throw new ApiError(45081);
	contact.typingUntilMs = nowMs + TYPING_MS;
}

/** What the state shows: messages sent, newest last, and who of the people met last may be written to. */
export function describeCustom(account: Account, world: World): JsonObject {
	const nowMs = world.clock.now();
	const people = [...contactsOf(account)].slice(-KEPT).flatMap(([openid, { windows, typingUntilMs }]) => {
		const open = windows.filter(({ endsAtMs }) => endsAtMs > nowMs).map((window) => ({ ...window }));
		return open.length > 0 ? [{ openid, windows: open, typing: typingUntilMs > nowMs }] : [];
	});
	const { sent } = customOf(account);
	return { accepted: sent.added, messages: readRing(sent).map((message) => ({ ...message })), people };
}

function readAgent(account: Account, customservice: unknown): string | null {
	if (customservice === undefined || customservice === null) return null;
	if (!isRecord(customservice)) throw new ApiError(47001);
	return findAgent(account, customservice.kf_account).account;
}

/** Whether the gray line under a message says that an AI of a third party made it. */
function readMark(context: unknown): boolean {
	if (context === undefined || context === null) return false;
	if (!isRecord(context)) throw new ApiError(47001);
	const { is_ai_msg: mark = 0 } = context;
	if (mark !== 0 && mark !== 1) throw new ApiError(47001);
	return mark === 1;
}
