import { createPushMemory, type PushMemory, type Standing } from '../../core/push/createPushMemory';
import { BoundedMap } from '../../core/state/BoundedMap';
import { processStore } from '../../core/state/processStore';
import type { HostResponse } from '../transport/hostAnswer';

/** Longer than WeChat's three attempts, and than a recorded push stays fresh by default (5 min before and after now). */
const KEEP_MS = 15 * 60_000;

/** Of one workflow; about 10 MB when full. */
const MAX_ENTRIES = 50_000;

/** Workflows that are remembered at a time; the one that has been quiet longest is forgotten first. */
const MAX_WORKFLOWS = 200;

const LOOK_AGAIN_MS = 50;

/**
 * The pushes that this process has seen, by workflow, so that a busy account makes no other one forget. The order is that of
 * use, quiet workflows in front.
 */
const memories = processStore({
	name: 'pushes that have come',
	bound: `${MAX_ENTRIES} of a workflow within the time in which WeChat or an attacker could repeat them, ${MAX_WORKFLOWS} workflows, the latest ones`,
	elsewhere:
		'starts a second execution for a repeated delivery, which the record ends without items (decision 017)',
	create: () => new BoundedMap<PushMemory>(MAX_WORKFLOWS),
	size: (workflows) => ({
		workflows: workflows.size,
		pushesOfOne: Math.max(0, ...[...workflows.values()].map(({ size }) => size)),
	}),
});

/** One push of one trigger. */
export interface PushName {
	workflowId: string;
	nodeId: string;
	/** As `pushKey` names it. */
	key: string;
}

/**
 * Takes a push, or finds out what became of an earlier attempt to deliver it. While that one is being handled the answer
 * waits for it, since only its outcome says whether this one is needed.
 *
 * @param push which push, and whose
 * @param response to the present attempt; n8n's final answer on it is the outcome: 200 means stored or queued
 * @param clock `now` Unix milliseconds, `sleep` waits that many, `deadline` when this attempt has to be answered,
 *   `windowSeconds` how long a push is accepted before and after its timestamp: it is remembered for longer than that
 * @param isHeld whether the earlier attempt is one that this one can be attached to, which ends the wait
 * @returns `open` when the earlier attempt was still undecided at the deadline
 */
export async function takePush(
	push: PushName,
	response: HostResponse,
	clock: {
		now: () => number;
		sleep: (milliseconds: number) => Promise<void>;
		deadline: number;
		windowSeconds: number;
	},
	isHeld: () => boolean = () => false,
): Promise<Standing> {
	const memory = memoryOf(push.workflowId, clock.now());
	const key = `${push.nodeId} ${push.key}`;
	const keepMs = Math.max(KEEP_MS, 2 * clock.windowSeconds * 1000 + 60_000);
	const outcome = () => (response.writableEnded ? response.statusCode === 200 : undefined);
	let standing = memory.claim(key, clock.now(), outcome, keepMs);
	while (standing === 'open' && clock.now() < clock.deadline && !isHeld()) {
		await clock.sleep(LOOK_AGAIN_MS);
		standing = memory.claim(key, clock.now(), outcome, keepMs);
	}
	if (standing === 'new') response.once('close', () => memory.settle(key));
	return standing;
}

/**
 * Whether this process has taken a push, so that no other one can have started it as well.
 *
 * @param push which push, and whose
 */
export function wasTakenHere(push: PushName): boolean {
	return memories().get(push.workflowId)?.has(`${push.nodeId} ${push.key}`) ?? false;
}

function memoryOf(workflowId: string, now: number): PushMemory {
	const known = memories();
	for (const [quietest, memory] of known) {
		memory.forget(now);
		if (memory.size > 0) break;
		known.delete(quietest);
	}
	const memory = known.get(workflowId) ?? createPushMemory({ keepMs: KEEP_MS, maxEntries: MAX_ENTRIES });
	known.set(workflowId, memory);
	return memory;
}
