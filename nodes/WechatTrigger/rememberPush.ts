import { sleep } from 'n8n-workflow';
import { createPushMemory, type PushMemory, type Standing } from '../../core/push/createPushMemory';
import type { HostResponse } from './hostHttp';

/** Longer than WeChat's three attempts, and than a recorded push stays fresh by default (5 min before and after now). */
const KEEP_MS = 15 * 60_000;

/** About 10 MB when full. */
const MAX_ENTRIES = 50_000;

const LOOK_AGAIN_MS = 50;

/** The pushes that this process has seen. */
const memory: PushMemory = createPushMemory({ keepMs: KEEP_MS, maxEntries: MAX_ENTRIES });

/**
 * Takes a push, or finds out what became of an earlier attempt to deliver it. While that one is being handled the answer
 * waits for it, since only its outcome says whether this one is needed.
 *
 * @param key name of the push within workflow and node
 * @param response to the present attempt; n8n's final answer on it is the outcome: 200 means stored or queued
 * @param clock `now` Unix milliseconds, `deadline` when this attempt has to be answered
 * @returns `open` when the earlier attempt was still undecided at the deadline
 */
export async function takePush(
	key: string,
	response: HostResponse,
	clock: { now: () => number; deadline: number },
): Promise<Standing> {
	const outcome = () => (response.writableEnded ? response.statusCode === 200 : undefined);
	let standing = memory.claim(key, clock.now(), outcome);
	while (standing === 'open' && clock.now() < clock.deadline) {
		await sleep(LOOK_AGAIN_MS);
		standing = memory.claim(key, clock.now(), outcome);
	}
	if (standing === 'new') response.once('close', () => memory.settle(key));
	return standing;
}
