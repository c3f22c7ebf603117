import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { writeCursor } from '../../../core/recipients/broadcastCursor';
import { FAILURE_HEAD, failureRow } from '../../../core/recipients/failureRows';
import type { PartialReport, PartialWork } from '../../shared/itemContexts';

/** How many failures become items; the file contains all of them. */
const LISTED_AT_MOST = 1000;
const NAMED_AT_MOST = 50;
const CHUNK_CHARACTERS = 65_536;

/** A recipient who did not get the message. */
export interface FailedRecipient {
	touser: string;
	result: 'failed' | 'unknown';
	/** A few words, for the summary. */
	reason: string;
	error: string;
	details: IDataObject;
}

/** Counts the results of one broadcast by recipient, and tracks where it continues. */
export class BroadcastTally implements PartialWork {
	sent = 0;
	failed = 0;
	unknown = 0;
	/** Recipients outside the window for customer service messages. */
	windowClosed = 0;
	/** Where the next run continues, as text. */
	cursor: string;
	/** The file of all failures, once n8n has it. */
	file: IBinaryKeyData | undefined;
	private readonly listed: FailedRecipient[] = [];
	/** Recipients whose result is unknown. */
	private readonly unsure: string[] = [];
	private readonly reasons = new Map<string, number>();
	/** Kept as bytes, which are stored outside of the heap, unlike one growing string. */
	private readonly chunks: Uint8Array[] = [];
	private open = FAILURE_HEAD;

	constructor(cursor: string) {
		this.cursor = cursor;
	}

	/** How many recipients were tried. */
	get attempted(): number {
		return this.sent + this.failed + this.unknown + this.windowClosed;
	}

	/** Counts a recipient who did not get the message, and adds a row to the file. */
	fail(recipient: FailedRecipient): void {
		const { result, reason, touser, error, details } = recipient;
		this[result] += 1;
		this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
		if (this.listed.length < LISTED_AT_MOST) this.listed.push(recipient);
		if (result === 'unknown' && this.unsure.length < NAMED_AT_MOST) this.unsure.push(touser);
		this.open += failureRow([touser, result, details.errcode, details.retryable, error]);
		if (this.open.length < CHUNK_CHARACTERS) return;
		this.chunks.push(Buffer.from(this.open, 'utf8'));
		this.open = '';
	}

	/** The file of all failures. */
	failureFile(): Buffer {
		return Buffer.concat([...this.chunks, Buffer.from(this.open, 'utf8')]);
	}

	/** Why recipients failed, the most frequent reason first. */
	reasonCounts(): IDataObject[] {
		return [...this.reasons].sort((a, b) => b[1] - a[1]).map(([reason, count]) => ({ reason, count }));
	}

	/** Reports who got the message, and where the next run continues. */
	report(): PartialReport {
		const unsure = this.unsure.length > 0 ? ` Unknown: ${this.unsure.join(', ')}.` : '';
		return {
			sentence: `${this.line()}.${unsure}${goingOn(this.cursor)}`,
			details: { ...this.counts(), failures: this.failures() },
			binary: this.file,
			isRepeatable: true,
		};
	}

	/** The first failures, as JSON of output items. */
	failures(): IDataObject[] {
		return this.listed.map(({ touser, result, error, details }) => ({ touser, result, error, details }));
	}

	/** The counts, and where the next run continues. */
	counts(): IDataObject {
		const { sent, failed, unknown, windowClosed, cursor } = this;
		return { sent, failed, unknown, windowClosed, continueFrom: cursor };
	}

	/** One line such as `900 sent, 12 failed, 1 with unknown result`. */
	line(): string {
		const closed = this.windowClosed > 0 ? `, ${this.windowClosed} outside the window` : '';
		return `${this.sent} sent, ${this.failed} failed, ${this.unknown} with unknown result${closed}`;
	}
}

/** Tracks one page of recipients, who are started in order and finish in any order. */
export class PageProgress {
	private readonly isSettled: Uint8Array;
	private front = 0;
	private last = -1;

	/**
	 * @param placeOf returns the cursor position of a recipient of the page
	 * @param before cursor position before the page
	 */
	constructor(
		length: number,
		private readonly placeOf: (index: number) => string,
		private readonly before: string,
	) {
		this.isSettled = new Uint8Array(length);
	}

	/** Marks a recipient as done. */
	settle(index: number): void {
		this.isSettled[index] = 1;
		this.last = Math.max(this.last, index);
		while (this.isSettled[this.front] === 1) this.front += 1;
	}

	has(index: number): boolean {
		return this.isSettled[index] === 1;
	}

	/** Where the next run continues. */
	cursor(): string {
		const told: string[] = [];
		for (let index = this.front; index <= this.last; index++) {
			if (this.isSettled[index] === 1) told.push(this.placeOf(index));
		}
		return writeCursor({ after: this.front === 0 ? this.before : this.placeOf(this.front - 1), told });
	}
}

const SHOWN_CHARACTERS = 600;

/** Explains how to continue; a long cursor is complete only in the details. */
function goingOn(cursor: string): string {
	if (cursor === '') return '';
	if (cursor.length <= SHOWN_CHARACTERS) {
		return ` To continue from there, put this into Continue From: “${cursor}”.`;
	}
	return ' To continue from there, put details.continueFrom into Continue From; the node gives it with On Error: Continue.';
}
