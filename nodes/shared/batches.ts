import { WechatApiError } from '../../core/errors/WechatErrors';
import { forEachConcurrently } from './concurrency';
import { withProgress } from './annotatedError';

const PARTLY_FAILED = 45171;
/** One of the OpenIDs belongs to another account, or to somebody who does not follow. */
const ABOUT_ONE = [40003, 49003];
/** More such OpenIDs come from a wrong list: it would cost about ten calls to find each. */
const MOST_FOUND = 10;
const NAMED_AT_MOST = 20;
/** How many parts are started at a time; the run's own limits decide how many calls are made. */
const PARTS_AT_A_TIME = 50;

/**
 * Splits a list into parts.
 *
 * @param size maximum length of a part
 */
export function inParts<T>(list: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
		list.slice(index * size, (index + 1) * size),
	);
}

/**
 * Reads something for many ids, with a limited number of ids per call and as many concurrent calls as the run allows.
 *
 * @param ids all of them
 * @param size how many WeChat takes per call
 * @param load reads one part
 * @returns the results, in the order of the ids
 * @throws the first failure, naming the ids it was about; no further part is started after it
 */
export async function readInParts<Row>(
	ids: readonly string[],
	size: number,
	load: (part: string[]) => Promise<Row[]>,
): Promise<Row[]> {
	const parts = inParts(ids, size);
	const loaded: Row[][] = [];
	const failures: unknown[] = [];
	const work = async (index: number) => {
		try {
			loaded[index] = await load(parts[index] ?? []);
		} catch (error) {
			failures.push(parts.length === 1 ? error : withProgress(error, whichPart(parts, index, size)));
		}
	};
	await forEachConcurrently(parts.length, PARTS_AT_A_TIME, work, () => failures.length === 0);
	if (failures.length > 0) throw failures[0];
	return loaded.flat();
}

function whichPart(parts: readonly string[][], index: number, size: number): string {
	const part = parts[index] ?? [];
	const total = (parts.length - 1) * size + (parts.at(-1)?.length ?? 0);
	const first = index * size + 1;
	return `number ${first} to ${first + part.length - 1} of ${total}, from ${part[0]} to ${part.at(-1)}`;
}

/**
 * Changes something for many OpenIDs, a limited number per call, one call after the other (WeChat refuses concurrent changes of the same
 * follower). OpenIDs that WeChat could not change are collected, and the others go on: one that belongs to somebody else, or to a person who
 * has unfollowed, makes WeChat refuse the whole call, so it is found by halving the list.
 *
 * @param openids all of them
 * @param size how many WeChat takes per call
 * @param done what was done to the others, e.g. `tagged`
 * @param change changes one part; doing it twice must do no harm
 * @returns the number of changed OpenIDs, which is all of them
 * @throws WechatApiError or IndeterminateResultError saying how many were changed before, and which OpenIDs were not
 */
export async function changeInParts(
	openids: readonly string[],
	size: number,
	done: string,
	change: (part: string[]) => Promise<unknown>,
): Promise<number> {
	const total = openids.length;
	const failed: string[] = [];
	let partial: WechatApiError | undefined;
	let attempted = 0;
	const left = inParts(openids, size).reverse();
	for (let part = left.pop(); part; part = left.pop()) {
		try {
			await change(part);
		} catch (error) {
			const isAboutOne = total > 1 && failed.length < MOST_FOUND && isRefusal(error, ABOUT_ONE);
			if (isAboutOne && part.length > 1) {
				const middle = Math.ceil(part.length / 2);
				left.push(part.slice(middle), part.slice(0, middle));
				continue;
			}
			if (!isAboutOne && !isRefusal(error, [PARTLY_FAILED])) {
				throw naming(error, failed, `${attempted - failed.length} of ${total} were ${done} before`);
			}
			partial = error as WechatApiError;
			failed.push(...failedOpenids(partial, part));
		}
		attempted += part.length;
	}
	if (partial) throw naming(partial, failed, `${total - failed.length} of ${total} were ${done}`);
	return total;
}

function isRefusal(error: unknown, codes: readonly number[]): boolean {
	return error instanceof WechatApiError && codes.includes(error.refusal.errcode);
}

/** The sentence names a few of them; the error has them all. */
function naming(error: unknown, failed: readonly string[], progress: string): unknown {
	if (failed.length === 0) return withProgress(error, progress);
	const named = failed.slice(0, NAMED_AT_MOST).join(', ') + (failed.length > NAMED_AT_MOST ? ', …' : '');
	const known = withProgress(error, `${progress}, not these ${failed.length}: ${named}`);
	if (!(known instanceof WechatApiError)) return known;
	return new WechatApiError({ ...known.refusal, body: { ...known.refusal.body, fail_openid_list: failed } });
}

function failedOpenids(error: WechatApiError, part: string[]): string[] {
	const list = error.refusal.body.fail_openid_list;
	return Array.isArray(list) ? list.map(String) : part;
}
