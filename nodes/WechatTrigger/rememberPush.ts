import { createPushMemory, type PushMemory, type DeliveryStatus } from '../../core/push/createPushMemory';
import { BoundedMap } from '../../core/state/BoundedMap';
import type { Moment } from '../../core/state/Moment';
import { processStore } from '../../core/state/processStore';
import type { HostResponse } from '../transport/hostAnswer';

/** Longer than WeChat's three deliveries take, and longer than a recorded push stays fresh by default (5 min before and after now). */
const KEEP_MS = 15 * 60_000;

/** Pushes of one trigger. */
const MAX_ENTRIES = 50_000;

/** More triggers than any n8n has; the one that has been idle longest is forgotten first. */
const MAX_TRIGGERS = 10_000;

/** About 20 MB, and more than one n8n receives in that time. Beyond this, the trigger with the most pushes forgets its oldest. */
const MAX_IN_ALL = 100_000;

/** Counting them all takes a moment, so this many are forgotten at a time. */
const ROOM = 1_000;

const POLL_MS = 50;

/** In order of last use, idle triggers first. */
interface Memories {
	byTrigger: BoundedMap<PushMemory>;
	/** Upper bound of the pushes of all triggers; the real number may be lower, since expired ones are not subtracted. */
	pushesAtMost: number;
}

/**
 * The pushes that this process has seen, by trigger: a busy account does not make another one forget, and each push is remembered as long
 * as its own trigger would accept it again.
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
 * Claims a push, or finds out what became of an earlier delivery of it. While that one is being handled, this one waits, since only the
 * outcome of the earlier one says whether this one is needed.
 *
 * @param push names the push and its trigger
 * @param response to the present delivery; its final status is the outcome: 200 means stored or queued
 * @param clock `now` in Unix milliseconds; `elapsed` in milliseconds of a monotonic clock; `sleep` waits that many; `deadline`, by
 *   `elapsed`, when this delivery has to be answered; `windowSeconds` how long a push is accepted before and after its timestamp: it is
 *   remembered for longer than that
 * @param isHeld whether this delivery can be attached to the earlier one, which ends the wait
 * @returns `open` when the earlier delivery was still undecided at the deadline
 */
export async function claimDelivery(
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
): Promise<DeliveryStatus> {
	const { key } = push;
	const moment = (): Moment => ({ now: clock.now(), elapsed: clock.elapsed() });
	const memory = memoryOf(triggerOf(push), moment());
	const keepMs = Math.max(KEEP_MS, 2 * clock.windowSeconds * 1000 + 60_000);
	const outcome = () => (response.writableEnded ? response.statusCode === 200 : undefined);
	let status = memory.claim(key, moment(), outcome, keepMs);
	while (status === 'open' && clock.elapsed() < clock.deadline && !isHeld()) {
		await clock.sleep(POLL_MS);
		status = memory.claim(key, moment(), outcome, keepMs);
	}
	if (status === 'new') response.once('close', () => memory.settle(key));
	return status;
}

/**
 * Whether this process has claimed a push, so that no other process can have started it.
 *
 * @param push names the push and its trigger
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

/** Forgets the oldest pushes of the busiest triggers when there are too many, and returns how many are left. */
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
