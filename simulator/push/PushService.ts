import { showDelivery } from '../phone/chat';
import type { Account } from '../state/Account';
import { addToRing } from '../state/ring';
import type { PushSender, World } from '../World';
import type { Attempt, Delivery } from './Delivery';
import { inspectReply } from './inspectReply';
import { postToServer } from './postToServer';
import type { PushContent } from './PushContent';
import { sealPush, type SealedPush } from './sealPush';

const MAX_ATTEMPTS = 3;
/** Enough for 200 followers who write at once and are held for three deliveries each. */
const IN_FLIGHT = 256;

/** How one push is to be delivered. */
export interface DeliveryOrder {
	openid: string;
	name: string;
	sealed: SealedPush;
	contentType?: string;
	/** Made to be refused: tried once, and the follower's phone shows nothing. */
	forged: boolean;
}

/** Delivers pushes: a limited number at a time, with three attempts each, all of them logged. */
export class PushService implements PushSender {
	private abandon = new AbortController();
	private waiting: (() => void)[] = [];
	private running = 0;
	private readonly pending = new Set<Promise<Delivery>>();

	/** @param world returns store, clock, timers and ids */
	constructor(private readonly world: () => World) {}

	/** @inheritdoc */
	post(account: Account, content: PushContent): void {
		if (account.callbackUrl !== null) this.start(account, this.seal(account, content));
	}

	/** Encrypts a push with the account's own keys and the current time. */
	seal(account: Account, content: PushContent): DeliveryOrder {
		const { ids, clock } = this.world();
		const sealed = sealPush(content, {
			...account,
			timestamp: String(clock.nowSeconds()),
			nonce: ids.nonce(),
			random16: ids.random16(),
		});
		return { openid: content.openid, name: content.name, sealed, forged: false };
	}

	/** Delivers a push; resolves with the delivery after its last attempt. */
	deliver(account: Account, order: DeliveryOrder): Promise<Delivery> {
		return this.start(account, order).ended;
	}

	/**
	 * Logs a push and starts to deliver it.
	 *
	 * @returns the delivery, still incomplete, and a promise of it after its last attempt
	 */
	start(account: Account, order: DeliveryOrder): { delivery: Delivery; ended: Promise<Delivery> } {
		const delivery: Delivery = {
			id: this.world().ids.serial(),
			appid: account.appid,
			openid: order.openid,
			name: order.name,
			forged: order.forged,
			request: order.sealed,
			attempts: [],
			outcome: 'pending',
			faultShownToUser: false,
		};
		addToRing(this.world().store.deliveries, delivery);
		this.world().changes.announce();
		const ended = this.run(account, order, delivery, this.abandon.signal).finally(() =>
			this.pending.delete(ended),
		);
		this.pending.add(ended);
		return { delivery, ended };
	}

	/** Waits until every push in progress, and those they cause, have ended. */
	async settled(): Promise<void> {
		while (this.pending.size > 0) await Promise.all(this.pending);
	}

	/** Signal that aborts when the platform is reset or closed. */
	get lifetime(): AbortSignal {
		return this.abandon.signal;
	}

	/** Closes every connection and drops queued pushes. */
	abandonAll(): void {
		this.abandon.abort();
		this.abandon = new AbortController();
		for (const start of this.waiting.splice(0)) start();
	}

	private async run(
		account: Account,
		order: DeliveryOrder,
		delivery: Delivery,
		signal: AbortSignal,
	): Promise<Delivery> {
		if (this.running >= IN_FLIGHT) await new Promise<void>((start) => this.waiting.push(start));
		this.running += 1;
		try {
			const attempts = order.forged ? 1 : MAX_ATTEMPTS;
			while (delivery.attempts.length < attempts && !signal.aborted) {
				const attempt = await this.attempt(account, order, signal);
				delivery.attempts.push(attempt);
				this.world().changes.announce();
				if (!isRepeated(attempt)) break;
			}
			conclude(delivery, signal);
			if (delivery.outcome !== 'abandoned') showDelivery(this.world(), account, delivery);
			this.world().changes.announce();
		} finally {
			this.running -= 1;
			this.waiting.shift()?.();
		}
		return delivery;
	}

	private async attempt(account: Account, order: DeliveryOrder, signal: AbortSignal): Promise<Attempt> {
		const { clock, timers } = this.world();
		const atMs = clock.now();
		const { query, body } = order.sealed;
		const contentType = order.contentType ?? 'text/xml';
		const url = account.callbackUrl ?? '';
		const answer = await postToServer(timers, { method: 'POST', url, query, body, contentType }, signal);
		const ms = clock.now() - atMs;
		if ('failure' in answer) return { atMs, status: null, body: '', reply: null, fault: null, ms, ...answer };
		const { status, body: text } = answer;
		const inspection = inspectReply(account, order.sealed, order.openid, answer);
		return { atMs, status, body: text, ...inspection, failure: null, failureText: '', ms };
	}
}

/** A missing answer and server errors are retried; any other answer, however wrong, is an answer. */
function isRepeated(attempt: Attempt): boolean {
	return attempt.failure !== null || (attempt.status !== null && attempt.status >= 500);
}

function conclude(delivery: Delivery, signal: AbortSignal): void {
	const last = delivery.attempts.at(-1);
	if (signal.aborted || !last) delivery.outcome = 'abandoned';
	else if (last.failure) delivery.outcome = 'unreachable';
	else if (last.fault) delivery.outcome = 'fault';
	else delivery.outcome = last.reply ? 'replied' : 'acknowledged';
	const failed = delivery.outcome === 'unreachable' || delivery.outcome === 'fault';
	delivery.faultShownToUser = failed && !delivery.forged && !delivery.name.startsWith('event:');
}
