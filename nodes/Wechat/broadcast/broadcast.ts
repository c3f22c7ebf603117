import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ACKNOWLEDGED } from '../../../core/api/classify';
import type { ApiRequest } from '../../../core/api/wire';
import { isIndeterminate } from '../../../core/errors/attempts';
import { WechatApiError } from '../../../core/errors/WechatErrors';
import { writeCursor } from '../../../core/recipients/broadcastCursor';
import type { AccountType } from '../../../core/errors/accountTypes';
import { WaitCancelled } from '../../transport/abortableWaits';
import type { FailureContext } from '../../transport/describeFailure';
import { mapWithConcurrency } from '../../shared/concurrency';
import type { ItemContext } from '../../shared/itemContexts';
import { failedItem, isRetryable, reasonOf } from '../../shared/itemFailures';
import { concernsAll, stopRule } from '../../shared/stopEarly';
import { progressReporter } from '../../shared/progressReporter';
import { askQuota } from './askQuota';
import { BroadcastTally, type FailedRecipient, PageProgress } from './BroadcastTally';
import { refusesMessage } from './messageRefusals';
import { readRecipients, type RecipientPage, type RecipientParams } from './recipientPages';

/** How many wait for the run's gate at a time; the run's own limits decide how many calls are under way. */
const LANES = 50;
const TOLD_EVERY = 5000;
/** WeChat: the follower wrote too long ago. */
const WINDOW_CLOSED = 45015;

/** One message for many. */
export interface Broadcast {
	/** Path of the API that sends it, for its quota. */
	path: string;
	deduplicated: boolean;
	hints: Readonly<Record<number, string>>;
	account: AccountType;
	/** Whether being outside the window is counted instead of being a failure. */
	countsWindow: boolean;
	/** The message to one recipient. */
	requestFor(openid: string): ApiRequest;
	/** What the summary repeats. */
	echo: IDataObject;
}

/**
 * Sends one message to many people, page by page.
 *
 * A recipient who cannot be told is written down and the others go on. What concerns everybody ends it, and says from where the
 * next run goes on: exactly after those who were told, because the few who were served out of turn are named as well.
 *
 * @param item context of the current item; its `progress` holds the tally, so that n8n's next try of the run goes on
 * @param params fields of the operation: who is written to, and how many of them
 * @param broadcast what is sent
 * @returns the summary, and an item for each of the first 1000 failures
 * @throws what concerns everybody (quota, token, network), and WaitCancelled when the execution is stopped
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
			await run.sendPage(page, place);
			if (run.isFull) {
				isFinished = page.isLast && run.isThrough;
				break;
			}
			place = page.openids.length > 0 ? page.placeOf(page.openids.length - 1) : place;
			isFinished = page.isLast;
		}
	} finally {
		// Also when the run is stopped: those who were not told are to be known by name.
		await run.keepFailures();
	}
	return run.end(isFinished);
}

class BroadcastRun {
	/** Whether no one else may be told in this run. */
	isFull = false;
	/** Whether the last page was served to its end. */
	isThrough = true;
	private readonly rule: ReturnType<typeof stopRule>;
	private readonly tell: (message: string) => void;
	private readonly before: number;
	private quota: IDataObject | undefined;
	private total: number | undefined;
	private repeated: number | undefined;
	private allowed = Infinity;
	private limit: 'limit' | 'dailyQuota' = 'limit';
	private hasBegun = false;
	private begun = 0;
	/** How often progress was shown. */
	private step: number;
	private stop: { error: unknown } | undefined;
	/** Troubles of account or network since the last success: the next run tries these again. */
	private troubled: Array<{ index: number; failure: FailedRecipient; error: unknown }> = [];

	constructor(
		private readonly item: ItemContext,
		private readonly broadcast: Broadcast,
		private readonly options: RecipientParams['options'],
		private readonly tally: BroadcastTally,
		private readonly told: Set<string>,
	) {
		this.rule = stopRule({ sameForAll: {} }, {});
		this.tell = progressReporter(item.n8n);
		this.before = tally.attempted;
		this.step = Math.floor(this.before / TOLD_EVERY);
	}

	/** Asks how many may be told today. */
	async begin({ total, repeated }: RecipientPage): Promise<void> {
		this.total ??= total;
		this.repeated ??= repeated;
		if (this.hasBegun) return;
		this.hasBegun = true;
		const maxRecipients = Number(this.options.maxRecipients ?? 0);
		const keepQuota = Number(this.options.keepQuota ?? 0);
		this.quota = await askQuota(this.item.connection, this.broadcast.path);
		const { remain } = this.quota ?? {};
		const left = typeof remain === 'number' ? Math.max(0, remain - keepQuota) : Infinity;
		// An earlier try of the same run has used some of them up.
		const most = maxRecipients > 0 ? Math.max(0, maxRecipients - this.before) : Infinity;
		this.allowed = Math.min(most, left);
		if (left < most) this.limit = 'dailyQuota';
		const people = total === undefined ? '' : ` (${total} recipients in all)`;
		this.tell(`begins${people}; daily quota left: ${typeof remain === 'number' ? remain : 'not known'}`);
	}

	/** Tells everybody of a page, and keeps the tally's cursor where the next run would go on. */
	async sendPage(page: RecipientPage, place: string): Promise<void> {
		const { openids } = page;
		const progress = new PageProgress(openids.length, page.placeOf, place);
		let open = openids.length;
		openids.forEach((_, index) => {
			if (!this.told.delete(page.placeOf(index))) return;
			progress.settle(index);
			open -= 1;
		});
		const mayBegin = () => !this.stop && this.begun < this.allowed;
		await mapWithConcurrency(
			openids.length,
			LANES,
			async (index) => {
				if (progress.has(index)) return;
				this.begun += 1;
				open -= 1;
				await this.sendOne(openids[index] ?? '', index, progress);
			},
			mayBegin,
		);
		this.isThrough = open === 0;
		this.isFull = this.begun >= this.allowed;
		await this.trySkipped(openids, progress);
		this.tally.cursor = progress.cursor();
		if (this.stop) throw this.stop.error;
	}

	/** Gives n8n the file of all failures, if there are any. */
	async keepFailures(): Promise<void> {
		const { tally, item } = this;
		if (tally.failed + tally.unknown === 0) return;
		const { helpers } = item.n8n;
		const file = await helpers
			.prepareBinaryData(tally.failureFile(), 'failures.csv', 'text/csv')
			// Everybody was tried: a full disk is not to make it look as if nobody was.
			.catch(() => undefined);
		if (file) tally.file = { failures: file };
		else this.hint('n8n could not store the file of those who were not told');
	}

	/** The output. */
	end(isFinished: boolean): INodeExecutionData[] {
		const { tally, quota, total, repeated } = this;
		if (isFinished) tally.cursor = '';
		const left =
			typeof quota?.remain === 'number' ? quota.remain - (tally.attempted - this.before) : undefined;
		const summary: IDataObject = {
			...this.broadcast.echo,
			...(total === undefined ? {} : { total }),
			...(repeated ? { repeated } : {}),
			...tally.counts(),
			reasons: tally.reasonCounts(),
			finished: isFinished,
			...(isFinished ? {} : { stoppedBy: this.limit }),
			...(quota ? { quota: { ...quota, left } } : {}),
		};
		const missed = tally.failed + tally.unknown;
		if (!isFinished && this.limit === 'dailyQuota') this.hint('stopped before the daily quota was used up');
		else if (missed > 0) this.hint('not everybody was told');
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
				promised: ACKNOWLEDGED,
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
		this.settleTroubled(progress);
		progress.settle(index);
		this.tellProgress();
	}

	private tellProgress(): void {
		const step = Math.floor(this.tally.attempted / TOLD_EVERY);
		if (step === this.step) return;
		this.step = step;
		this.tell(this.tally.line());
	}

	private fail(error: unknown, openid: string, index: number, progress: PageProgress): void {
		// The message is the same for everybody, wherever the values of its fields come from.
		if (error instanceof WaitCancelled || this.rule.isFatal(error, true) || refusesMessage(error)) {
			this.stop ??= { error };
			return;
		}
		const failure = this.describe(error, openid);
		if (concernsAll(error)) {
			this.troubled.push({ index, failure, error });
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
	 * Tries those again at the end of a page whom a trouble of account or network has kept from being told, with nobody told since:
	 * if it lasts, it ends the run, and the next one begins with them.
	 */
	private async trySkipped(openids: readonly string[], progress: PageProgress): Promise<void> {
		if (this.stop) return;
		const skipped = this.troubled;
		this.troubled = [];
		for (const { index } of skipped) {
			if (this.stop) return;
			await this.sendOne(openids[index] ?? '', index, progress);
		}
		const [first] = this.troubled;
		if (first) this.stop ??= { error: first.error };
	}

	/** Somebody was told since: they failed by themselves. */
	private settleTroubled(progress: PageProgress): void {
		for (const { index, failure } of this.troubled) {
			this.tally.fail(failure);
			progress.settle(index);
		}
		this.troubled = [];
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
