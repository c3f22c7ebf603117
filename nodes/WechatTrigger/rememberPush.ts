import { createPushMemory, type PushMemory, type Standing } from '../../core/push/createPushMemory';
import { BoundedMap } from '../../core/state/BoundedMap';
import type { Moment } from '../../core/state/Moment';
import { processStore } from '../../core/state/processStore';
import type { HostResponse } from '../transport/hostAnswer';

/** Longer than WeChat's three attempts, and than a recorded push stays fresh by default (5 min before and after now). */
const KEEP_MS = 15 * 60_000;

/** Of one trigger. */
const MAX_ENTRIES = 50_000;

/** More than one n8n has; the trigger that has been quiet longest is forgotten first. */
const MAX_TRIGGERS = 10_000;

/** About 20 MB, and more than one n8n gets in that time. Beyond, the trigger with most of them forgets its oldest. */
const MAX_IN_ALL = 100_000;

/** To count them all takes a moment: so many are forgotten at a time. */
const ROOM = 1_000;

const LOOK_AGAIN_MS = 50;

/** The order is that of use, quiet triggers in front. */
interface Memories {
	byTrigger: BoundedMap<PushMemory>;
	/** Of all triggers; may be fewer, since some were forgotten after their time. */
	pushesAtMost: number;
}

/**
 * The pushes that this process has seen, by trigger, so that a busy account makes no other one forget, and each is remembered as long as
 * its own trigger would accept it again.
 */
const memories = processStore({
	name: 'pushes that have come',
	bound: `${MAX_ENTRIES} of a trigger within the time in which WeChat or an attacker could repeat them, ${MAX_TRIGGERS} triggers, the latest ones, ${MAX_IN_ALL} pushes in all`,
	elsewhere:
		'starts a second execution for a repeated delivery, which the record ends without items (decision 017)',
	create: (): Memories => ({ byTrigger: new BoundedMap(MAX_TRIGGERS), pushesAtMost: 0 }),
	size: ({ byTrigger }) => {
		const sizes = [...byTrigger.values()].map(({ size }) => size);
		return {
			triggers: sizes.length,
			pushesOfOne: Math.max(0, ...sizes),
			pushes: sizes.reduce((sum, size) => sum + size, 0),
		};
	},
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
 * @param clock `now` Unix milliseconds, `elapsed` those of a clock that nobody sets, `sleep` waits that many, `deadline` when by
 *   `elapsed` this attempt has to be answered, `windowSeconds` how long a push is accepted before and after its timestamp: it is
 *   remembered for longer than that
 * @param isHeld whether the earlier attempt is one that this one can be attached to, which ends the wait
 * @returns `open` when the earlier attempt was still undecided at the deadline
 */
export async function takePush(
	push: PushName,
	response: HostResponse,
	clock: {
		now: () => number;
		elapsed: () => number;
		sleep: (milliseconds: number) => Promise<void>;
		deadline: number;
		windowSeconds: number;
	},
	isHeld: () => boolean = () => false,
): Promise<Standing> {
	const { key } = push;
	const moment = (): Moment => ({ now: clock.now(), elapsed: clock.elapsed() });
	const memory = memoryOf(triggerOf(push), moment());
	const keepMs = Math.max(KEEP_MS, 2 * clock.windowSeconds * 1000 + 60_000);
	const outcome = () => (response.writableEnded ? response.statusCode === 200 : undefined);
	let standing = memory.claim(key, moment(), outcome, keepMs);
	while (standing === 'open' && clock.elapsed() < clock.deadline && !isHeld()) {
		await clock.sleep(LOOK_AGAIN_MS);
		standing = memory.claim(key, moment(), outcome, keepMs);
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
	return memories().byTrigger.get(triggerOf(push))?.has(push.key) ?? false;
}

function triggerOf({ workflowId, nodeId }: PushName): string {
	return `${workflowId} ${nodeId}`;
}

function memoryOf(trigger: string, at: Moment): PushMemory {
	const store = memories();
	const { byTrigger } = store;
	for (const [quietest, memory] of byTrigger) {
		memory.forget(at);
		if (memory.size > 0) break;
		byTrigger.delete(quietest);
	}
	const memory = byTrigger.get(trigger) ?? createPushMemory({ keepMs: KEEP_MS, maxEntries: MAX_ENTRIES });
	byTrigger.set(trigger, memory);
	if (store.pushesAtMost >= MAX_IN_ALL) store.pushesAtMost = makeRoom([...byTrigger.values()]);
	store.pushesAtMost += 1;
	return memory;
}

/** Lets the oldest pushes of the busiest triggers go where there is no room for more, and counts what is left. */
function makeRoom(all: readonly PushMemory[]): number {
	const countAll = () => all.reduce((sum, { size }) => sum + size, 0);
	let surplus = countAll() - (MAX_IN_ALL - ROOM);
	for (const busiest of [...all].sort((a, b) => b.size - a.size)) {
		if (surplus <= 0) break;
		const before = busiest.size;
		busiest.drop(surplus);
		surplus -= before - busiest.size;
	}
	return countAll();
}
