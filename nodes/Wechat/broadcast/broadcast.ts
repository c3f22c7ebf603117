import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ApiRequest } from '../../../core/api/wire';
import { isIndeterminate } from '../../../core/errors/attempts';
import { WechatApiError } from '../../../core/errors/WechatErrors';
import { writeCursor } from '../../../core/recipients/broadcastCursor';
import type { AccountType } from '../../../core/errors/accountTypes';
import { WaitCancelled } from '../../transport/abortableWaits';
import type { FailureContext } from '../../transport/describeFailure';
import { storeFile } from '../../shared/binaryFiles';
import { forEachConcurrently } from '../../shared/concurrency';
import type { ItemContext } from '../../shared/itemContexts';
import { failedItem, isRetryable, reasonOf } from '../../shared/itemFailures';
import { concernsAll, stopRule } from '../../shared/stopEarly';
import { progressReporter } from '../../shared/progressReporter';
import { type Allowance, readAllowance } from './allowance';
import { BroadcastTally, type FailedRecipient, PageProgress } from './BroadcastTally';
import { refusesMessage } from './messageRefusals';
import { readRecipients, type RecipientPage, type RecipientParams } from './recipientPages';

/** How many recipients wait for the run's gate at a time; the run's own limits decide how many calls are in flight. */
const MAX_WAITING = 50;
const PROGRESS_EVERY = 5000;
/** WeChat's errcode when the follower's last message is too long ago. */
const WINDOW_CLOSED = 45015;

/** One message for many recipients. */
export interface Broadcast {
	/** Path of the API that sends it, for its quota. */
	path: string;
	deduplicated: boolean;
	hints: Readonly<Record<number, string>>;
	account: AccountType;
	/** Whether recipients outside the window are counted separately instead of as failures. */
	countsWindow: boolean;
	/** Makes the request for one recipient. */
	requestFor(openid: string): ApiRequest;
	/** Properties that the summary repeats. */
	echo: IDataObject;
}

/**
 * Sends one message to many recipients, page by page.
 *
 * A recipient who cannot get the message is recorded, and the others go on. A failure that concerns all recipients ends the broadcast, and
 * the error says where the next run continues: exactly after those who got the message, since the few who got it out of order are listed as
 * well.
 *
 * @param item context of the current item; its `progress` keeps the tally, so that n8n's next try of the run continues
 * @param params fields of the operation: the recipients, and their maximum number
 * @param broadcast the message
 * @returns the summary, and an item for each of the first 1000 failures
 * @throws failures that concern all recipients (quota, token, network), and WaitCancelled when the execution is stopped
 */
export async function sendToMany(
	item: ItemContext,
	params: RecipientParams,
	broadcast: Broadcast,
): Promise<INodeExecutionData[]> {
	const { begun } = item.progress;
	const before = begun instanceof BroadcastTally ? begun : undefined;
	const { start, pages } = readRecipients(params, item, before?.cursor);
	const tally = before ?? new BroadcastTally(writeCursor(start));
	item.progress.begun = tally;
	const run = new BroadcastRun(item, broadcast, params.options, tally, new Set(start.told));
	let place = start.after;
	let isFinished = false;
	try {
		for await (const page of pages()) {
			await run.begin(page);
			const { isComplete, isAtLimit } = await run.sendPage(page, place);
			if (isAtLimit) {
				isFinished = page.isLast && isComplete;
				break;
			}
			place = page.openids.length > 0 ? page.placeOf(page.openids.length - 1) : place;
			isFinished = page.isLast;
		}
	} finally {
		// Also when the run is stopped, since the user needs the names of those who did not get the message.
		await run.keepFailures();
	}
	return run.end(isFinished);
}

class BroadcastRun {
	private readonly rule: ReturnType<typeof stopRule>;
	private readonly tell: (message: string) => void;
	/** How many recipients earlier tries of the run have tried. */
	private readonly before: number;
	/** What the first page says about all recipients. */
	private all: Pick<RecipientPage, 'total' | 'repeated'> = {};
	/** Known from the first page on. */
	private allowance: Allowance | undefined;
	private begun = 0;
	/** How many times progress was shown. */
	private step: number;
	private stop: { error: unknown } | undefined;
	/** Failures of account or network since the last success; the next run retries these. */
	private sharedFailures: Array<{ index: number; failure: FailedRecipient; error: unknown }> = [];

	constructor(
		private readonly item: ItemContext,
		private readonly broadcast: Broadcast,
		private readonly options: RecipientParams['options'],
		private readonly tally: BroadcastTally,
		private readonly alreadySent: Set<string>,
	) {
		this.rule = stopRule({ sameForAll: {} }, {});
		this.tell = progressReporter(item.n8n);
		this.before = tally.attempted;
		this.step = Math.floor(this.before / PROGRESS_EVERY);
	}

	/** Determines how many recipients are allowed today. */
	async begin({ total, repeated }: RecipientPage): Promise<void> {
		if (this.allowance) return;
		this.all = { total, repeated };
		const { item, broadcast, options, before } = this;
		this.allowance = await readAllowance(item.connection, broadcast.path, options, before);
		const { remain = 'not known' } = this.allowance;
		const people = total === undefined ? '' : ` (${total} recipients in all)`;
		this.tell(`begins${people}; daily quota left: ${remain}`);
	}

	/**
	 * Sends the message to a page of recipients, and keeps the tally's cursor at the position where the next run would continue.
	 *
	 * @param place cursor position before the page
	 * @returns whether all of them were tried, and whether this run has reached its maximum
	 */
	async sendPage(page: RecipientPage, place: string): Promise<{ isComplete: boolean; isAtLimit: boolean }> {
		const { most = Infinity } = this.allowance ?? {};
		const { openids } = page;
		const progress = new PageProgress(openids.length, page.placeOf, place);
		let open = openids.length;
		openids.forEach((_, index) => {
			if (!this.alreadySent.delete(page.placeOf(index))) return;
			progress.settle(index);
			open -= 1;
		});
		const mayStart = () => !this.stop && this.begun < most;
		await forEachConcurrently(
			openids.length,
			MAX_WAITING,
			async (index) => {
				if (progress.has(index)) return;
				this.begun += 1;
				open -= 1;
				await this.sendOne(openids[index] ?? '', index, progress);
			},
			mayStart,
		);
		const isAtLimit = this.begun >= most;
		await this.retrySharedFailures(openids, progress);
		this.tally.cursor = progress.cursor();
		if (this.stop) throw this.stop.error;
		return { isComplete: open === 0, isAtLimit };
	}

	/** Stores the file of all failures in n8n, if there are any. */
	async keepFailures(): Promise<void> {
		const { tally, item } = this;
		if (tally.failed + tally.unknown === 0) return;
		const file = await storeFile(item, tally.failureFile(), 'failures.csv', 'text/csv')
			// All recipients were tried: a full disk must not make it look as if none was.
			.catch(() => undefined);
		if (file) tally.file = { failures: file };
		else this.hint('n8n could not store the file of people who did not get the message');
	}

	/** Returns the output items. */
	end(isFinished: boolean): INodeExecutionData[] {
		const { tally } = this;
		const { total, repeated } = this.all;
		const { quota, remain, limit } = this.allowance ?? {};
		if (isFinished) tally.cursor = '';
		const left = remain === undefined ? undefined : remain - (tally.attempted - this.before);
		const summary: IDataObject = {
			...this.broadcast.echo,
			...(total === undefined ? {} : { total }),
			...(repeated ? { repeated } : {}),
			...tally.counts(),
			reasons: tally.reasonCounts(),
			finished: isFinished,
			...(isFinished ? {} : { stoppedBy: limit }),
			...(quota ? { quota: { ...quota, left } } : {}),
		};
		const missed = tally.failed + tally.unknown;
		if (!isFinished && limit === 'dailyQuota') this.hint('stopped before the daily quota was used up');
		else if (missed > 0) this.hint('not everybody got the message');
		this.tell(`ends: ${tally.line()}`);
		const output: INodeExecutionData = { json: summary, ...(tally.file ? { binary: tally.file } : {}) };
		return [output, ...tally.failures().map((json) => ({ json }))];
	}

	private async sendOne(openid: string, index: number, progress: PageProgress): Promise<void> {
		const { deduplicated, requestFor, countsWindow } = this.broadcast;
		try {
			await this.item.connection.call(requestFor(openid), {
				effect: 'write',
				deduplicated,
			});
			this.tally.sent += 1;
		} catch (error) {
			if (!(countsWindow && error instanceof WechatApiError && error.refusal.errcode === WINDOW_CLOSED)) {
				this.fail(error, openid, index, progress);
				return;
			}
			this.tally.windowClosed += 1;
		}
		this.rule.succeeded();
		this.settleSharedFailures(progress);
		progress.settle(index);
		this.tellProgress();
	}

	private tellProgress(): void {
		const step = Math.floor(this.tally.attempted / PROGRESS_EVERY);
		if (step === this.step) return;
		this.step = step;
		this.tell(this.tally.line());
	}

	private fail(error: unknown, openid: string, index: number, progress: PageProgress): void {
		// The message is the same for all recipients, wherever the values of its fields come from.
		if (error instanceof WaitCancelled || this.rule.isFatal(error, true) || refusesMessage(error)) {
			this.stop ??= { error };
			return;
		}
		const failure = this.describe(error, openid);
		if (concernsAll(error)) {
			this.sharedFailures.push({ index, failure, error });
			return;
		}
		this.tally.fail(failure);
		progress.settle(index);
		this.tellProgress();
	}

	private describe(error: unknown, touser: string): FailedRecipient {
		const { hints, account, deduplicated } = this.broadcast;
		const { secrets } = this.item.connection.account;
		const context: FailureContext = { effect: 'write', hints, account, now: Date.now(), secrets };
		const retryable = isRetryable(error, { effect: 'write', deduplicated }, false);
		const json = failedItem(error, context, { attempted: true, retryable });
		const result = isIndeterminate(error) ? 'unknown' : 'failed';
		const details = json.details as IDataObject;
		return { touser, result, reason: reasonOf(error), error: String(json.error), details };
	}

	/**
	 * At the end of a page, retries the recipients who failed because of account or network, if none succeeded after them. If the problem
	 * persists, it ends the run, and the next run begins with them.
	 */
	private async retrySharedFailures(openids: readonly string[], progress: PageProgress): Promise<void> {
		if (this.stop) return;
		const skipped = this.sharedFailures;
		this.sharedFailures = [];
		for (const { index } of skipped) {
			if (this.stop) return;
			await this.sendOne(openids[index] ?? '', index, progress);
		}
		const [first] = this.sharedFailures;
		if (first) this.stop ??= { error: first.error };
	}

	/** A later recipient got the message, so these failures are their own. */
	private settleSharedFailures(progress: PageProgress): void {
		for (const { index, failure } of this.sharedFailures) {
			this.tally.fail(failure);
			progress.settle(index);
		}
		this.sharedFailures = [];
	}

	private hint(what: string): void {
		const { tally, item } = this;
		item.n8n.addExecutionHints({
			message: `WeChat: ${what}: ${tally.line()}`,
			type: 'warning',
			location: 'outputPane',
		});
	}
}
