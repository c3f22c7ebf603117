import { PlatformRefusal, ResultUnknown } from '../../../core/errors/WechatErrors';
import { runBounded } from './runBounded';

const PARTLY_FAILED = 45171;
const NAMED_AT_MOST = 20;
const READS_IN_FLIGHT = 5;

/**
 * Cuts a list into parts.
 *
 * @param size largest length of a part
 */
export function inParts<T>(list: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
		list.slice(index * size, (index + 1) * size),
	);
}

/**
 * Reads something for many ids, a limited number of ids per call and a few calls at a time.
 *
 * @param ids all of them
 * @param size how many the platform takes per call
 * @param load reads one part
 * @returns what the parts gave, in the order of the ids
 * @throws the first failure; no further call is started after it
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
			failures.push(error);
		}
	};
	await runBounded(parts.length, READS_IN_FLIGHT, work, () => failures.length === 0);
	if (failures.length > 0) throw failures[0];
	return loaded.flat();
}

/**
 * Changes something for many OpenIDs, a limited number per call, one call after the other (the platform refuses changes of
 * the same follower at the same time). OpenIDs that the platform could not change are collected and the rest goes on.
 *
 * @param openids all of them
 * @param size how many the platform takes per call
 * @param done what has happened to the others, e.g. `tagged`
 * @param change changes one part
 * @returns how many were changed: all of them
 * @throws PlatformRefusal or ResultUnknown that says how many were changed before, and which OpenIDs were not
 */
export async function changeInParts(
	openids: readonly string[],
	size: number,
	done: string,
	change: (part: string[]) => Promise<unknown>,
): Promise<number> {
	const failed: string[] = [];
	let partial: PlatformRefusal | undefined;
	let attempted = 0;
	for (const part of inParts(openids, size)) {
		try {
			await change(part);
		} catch (error) {
			if (!(error instanceof PlatformRefusal && error.refusal.errcode === PARTLY_FAILED)) {
				throw withProgress(error, `${attempted - failed.length} of ${openids.length} were ${done} before`);
			}
			partial = error;
			failed.push(...failedOpenids(error, part));
		}
		attempted += part.length;
	}
	if (partial) {
		const named = failed.slice(0, NAMED_AT_MOST).join(', ') + (failed.length > NAMED_AT_MOST ? ', …' : '');
		throw withProgress(
			partial,
			`${openids.length - failed.length} of ${openids.length} were ${done}, not these ${failed.length}: ${named}`,
		);
	}
	return openids.length;
}

function failedOpenids(error: PlatformRefusal, part: string[]): string[] {
	const list = error.refusal.body.fail_openid_list;
	return Array.isArray(list) ? list.map(String) : part;
}

function withProgress(error: unknown, progress: string): unknown {
	if (error instanceof PlatformRefusal) {
		const { refusal } = error;
		return new PlatformRefusal({ ...refusal, errmsg: `${refusal.errmsg} (${progress})` });
	}
	if (error instanceof ResultUnknown)
		return new ResultUnknown(error.reach, `${error.reason} (${progress})`, error.path);
	return error;
}
