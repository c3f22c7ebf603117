import { ACKNOWLEDGED } from '../../core/api/classify';
import type { ApiRequest } from '../../core/api/wire';
import { isIndeterminate } from '../../core/errors/attempts';
import { WechatApiError } from '../../core/errors/WechatErrors';
import type { ItemContext, PartialReport, PartialWork } from './itemContexts';

/** One of several messages that belong together. */
export interface SeriesMessage {
	request: ApiRequest;
	/** What the follower would read in its place, for the report on a series that got stuck. */
	text: string;
	/** Goes out when WeChat refuses `request`. */
	instead?: ApiRequest;
}

/** What makes up a series. */
export interface SeriesPlan {
	/** In order. */
	messages: SeriesMessage[];
	/** How many have gone out before them by another way. */
	before?: number;
	/** Messages that take time to be made: the others do not wait for them. */
	rest?: SeriesRest;
}

/** The messages at the end of a series, which are made when the others have gone out. */
export interface SeriesRest {
	count: number;
	/** As of {@link SeriesMessage}. */
	text: string;
	make: (item: ItemContext) => Promise<SeriesMessage[]>;
}

const SHOWN_CHARACTERS = 20;

/**
 * Sends messages one after the other. What an earlier try of the run has sent is not sent again.
 *
 * @param item the item that is worked on; its `progress` holds the series that was begun
 * @param plan says what to send, where nothing was begun
 * @returns how many messages it was
 * @throws what the API throws, see {@link PartialWork.report}
 */
export async function sendSeries(item: ItemContext, plan: () => SeriesPlan): Promise<number> {
	const { begun } = item.progress;
	const series = begun instanceof MessageSeries ? begun : new MessageSeries(plan());
	item.progress.begun = series;
	return await series.send(item);
}

/** Messages of one item, and how far they have come. */
class MessageSeries implements PartialWork {
	private readonly before: number;
	private readonly messages: SeriesMessage[];
	private rest: SeriesRest | undefined;
	/** How many of `messages` have gone out. */
	private sent = 0;
	/** Whether the first one that has not gone out may have. */
	private isUnsure = false;

	constructor({ messages, before = 0, rest }: SeriesPlan) {
		this.before = before;
		this.messages = [...messages];
		this.rest = rest;
	}

	/**
	 * Sends what has not gone out.
	 *
	 * @returns how many messages it was in all
	 */
	async send(item: ItemContext): Promise<number> {
		await this.sendMessages(item);
		const { rest } = this;
		if (rest) {
			this.messages.push(...(await rest.make(item)));
			this.rest = undefined;
			await this.sendMessages(item);
		}
		return this.before + this.messages.length;
	}

	/** Says what a follower has got of a series that got stuck, so that nobody sends all of it again; a single message says nothing. */
	report(): PartialReport | undefined {
		const { before, messages, rest, isUnsure } = this;
		const total = before + messages.length + (rest?.count ?? 0);
		const sent = before + this.sent;
		if (total < 2 || (sent === 0 && !isUnsure)) return undefined;
		const left = messages.slice(this.sent + (isUnsure ? 1 : 0)).map(({ text }) => text);
		const unsentText = [...left, ...(rest ? [rest.text] : [])].join('\n\n');
		const unsure = isUnsure ? `number ${sent + 1} may have been` : '';
		const happened = [sentOf(sent, total), unsure].filter(Boolean).join(', ');
		return {
			sentence: `${happened}. ${adviceOn(unsentText)}`,
			details: { messages: { total, sent, ...(isUnsure ? { unsure: sent + 1 } : {}), unsentText } },
			isRepeatable: false,
		};
	}

	private async sendMessages(item: ItemContext): Promise<void> {
		for (const message of this.messages.slice(this.sent)) {
			await sendMessage(item, message).catch((error: unknown) => {
				this.isUnsure = isIndeterminate(error);
				throw error;
			});
			this.sent += 1;
		}
	}
}

const SEND = { effect: 'write', promised: ACKNOWLEDGED } as const;

async function sendMessage({ connection }: ItemContext, { request, instead }: SeriesMessage): Promise<void> {
	await connection.call(request, SEND).catch(async (error: unknown) => {
		const isRefused = error instanceof WechatApiError && !isIndeterminate(error);
		if (!instead || !isRefused) throw error;
		await connection.call(instead, SEND);
	});
}

function sentOf(sent: number, total: number): string {
	if (sent === 0) return `None of ${total} messages is known to have been sent`;
	if (sent === 1) return `Message 1 of ${total} was sent`;
	return `Messages 1 to ${sent} of ${total} were sent`;
}

function adviceOn(unsentText: string): string {
	if (unsentText === '') return 'Do not send the text again: nothing else is left of it.';
	const characters = [...unsentText.replace(/\s+/g, ' ')];
	const beginning = characters.slice(0, SHOWN_CHARACTERS).join('');
	const more = characters.length > SHOWN_CHARACTERS ? '…' : '';
	return `Do not send the whole text again, but only what is left: it begins with “${beginning}${more}”.`;
}
