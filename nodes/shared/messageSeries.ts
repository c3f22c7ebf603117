import type { ApiRequest } from '../../core/api/wire';
import { isIndeterminate } from '../../core/errors/attempts';
import { WechatApiError } from '../../core/errors/WechatErrors';
import type { ItemContext, PartialReport, PartialWork } from './itemContexts';

/** One of several messages that belong together. */
export interface SeriesMessage {
	request: ApiRequest;
	/** The content as text, for the report on a series that stopped partway. */
	text: string;
	/** Sent when WeChat refuses `request`. */
	instead?: ApiRequest;
}

/** The content of a series. */
export interface SeriesPlan {
	/** In order. */
	messages: SeriesMessage[];
	/** How many messages were already sent before these in another way. */
	before?: number;
	/** Messages that take time to create: the others do not wait for them. */
	rest?: SeriesRest;
}

/** The messages at the end of a series, created after the others were sent. */
export interface SeriesRest {
	count: number;
	/** See {@link SeriesMessage}. */
	text: string;
	make: (item: ItemContext) => Promise<SeriesMessage[]>;
}

const SHOWN_CHARACTERS = 20;

/**
 * Sends messages one after the other. Messages sent by an earlier try of the run are not sent again.
 *
 * @param item context of the current item; its `progress` keeps the series
 * @param plan returns what to send, if the series was not started yet
 * @returns the number of messages
 * @throws what the API throws, see {@link PartialWork.report}
 */
export async function sendSeries(item: ItemContext, plan: () => SeriesPlan): Promise<number> {
	const { begun } = item.progress;
	const series = begun instanceof MessageSeries ? begun : new MessageSeries(plan());
	item.progress.begun = series;
	return await series.send(item);
}

/** The messages of one item, and their progress. */
class MessageSeries implements PartialWork {
	private readonly before: number;
	private readonly messages: SeriesMessage[];
	private rest: SeriesRest | undefined;
	/** How many of `messages` were sent. */
	private sent = 0;
	/** Whether the first unsent one may have been sent after all. */
	private isUnsure = false;

	constructor({ messages, before = 0, rest }: SeriesPlan) {
		this.before = before;
		this.messages = [...messages];
		this.rest = rest;
	}

	/**
	 * Sends the remaining messages.
	 *
	 * @returns the total number of messages
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

	/** Reports how much of an interrupted series the follower got, so that it is not sent again in full; undefined for a single message. */
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

const SEND = { effect: 'write' } as const;

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
