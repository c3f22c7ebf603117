import { EventEmitter } from 'node:events';
import { processStores, resetProcessState } from '../../../core/state/processStore';
import type { HostResponse } from '../../../nodes/transport/hostAnswer';
import { claimDelivery, wasTakenHere } from '../../../nodes/WechatTrigger/rememberPush';

const MINUTE = 60_000;
let workflows = 0;
const nextWorkflow = () => `workflow-${++workflows}`;

/** A response that n8n has answered with 200, and whose connection stays open. */
const ACCEPTED = { writableEnded: true, statusCode: 200, once: () => {} } as unknown as HostResponse;

const take = async (
	workflowId: string,
	key: string,
	at = 0,
	more: { nodeId?: string; windowSeconds?: number } = {},
) =>
	await claimDelivery({ workflowId, nodeId: more.nodeId ?? 'node', key }, ACCEPTED, {
		now: () => at,
		elapsed: () => at,
		sleep: () => Promise.reject(new Error('There is nothing to wait for')),
		deadline: at,
		windowSeconds: more.windowSeconds ?? 300,
	});

test('a push is remembered for fifteen minutes, longer than a recorded one is accepted', async () => {
	const workflow = nextWorkflow();
	await take(workflow, 'a');
	expect(await take(workflow, 'a', 14 * MINUTE)).toBe('accepted');
	expect(await take(workflow, 'a', 16 * MINUTE)).toBe('new');
});

test('a push is remembered for twice the accepted age where that is longer', async () => {
	const workflow = nextWorkflow();
	await take(workflow, 'a', 0, { windowSeconds: 3600 });
	expect(await take(workflow, 'a', 119 * MINUTE, { windowSeconds: 3600 })).toBe('accepted');
	expect(await take(workflow, 'a', 121 * MINUTE, { windowSeconds: 3600 })).toBe('new');
});

test('a busy trigger remembers 50 000 pushes, makes no other one forget, and is bounded itself', async () => {
	const [quiet, busy] = [nextWorkflow(), nextWorkflow()];
	await take(quiet, 'a');
	for (let count = 0; count < 50_000; count++) await take(busy, String(count));
	expect(await take(busy, '1', 1)).toBe('accepted');
	expect(await take(quiet, 'a', 1)).toBe('accepted');
	await take(busy, '50000', 1);
	expect(await take(busy, '0', 1)).toBe('new');
});

test.each([-60, 60])(
	'a delivery waits for the outcome of an earlier one for 4.5 s, also when the clock is set by %i minutes meanwhile',
	async (minutes) => {
		const push = { workflowId: nextWorkflow(), nodeId: 'node', key: 'a' };
		const open = Object.assign(new EventEmitter(), { writableEnded: false }) as unknown as HostResponse;
		let [set, slept] = [0, 0];
		const clock = {
			now: () => 60 * MINUTE + set + slept,
			elapsed: () => slept,
			deadline: 4_500,
			windowSeconds: 300,
			sleep: async (milliseconds: number) => {
				set = minutes * MINUTE;
				slept += milliseconds;
				if (slept > MINUTE) throw new Error('still waiting');
			},
		};
		expect(await claimDelivery(push, open, clock)).toBe('new');
		expect(await claimDelivery(push, open, clock)).toBe('open');
		expect(slept).toBe(4_500);
	},
);

test('a delivery does not wait for an earlier one to which it can be attached', async () => {
	const push = { workflowId: nextWorkflow(), nodeId: 'node', key: 'a' };
	const open = Object.assign(new EventEmitter(), { writableEnded: false }) as unknown as HostResponse;
	const clock = {
		now: () => 0,
		elapsed: () => 0,
		deadline: 4_500,
		windowSeconds: 300,
		sleep: () => Promise.reject(new Error()),
	};
	expect(await claimDelivery(push, open, clock)).toBe('new');
	expect(await claimDelivery(push, open, clock, () => true)).toBe('open');
});

test.each([
	[200, true],
	[500, false],
])(
	'a push that n8n has answered with %i when the connection closes counts as taken: %s',
	async (statusCode, taken) => {
		const push = { workflowId: nextWorkflow(), nodeId: 'node', key: 'a' };
		const response = Object.assign(new EventEmitter(), { writableEnded: false, statusCode: 0 });
		const clock = {
			now: () => 0,
			elapsed: () => 0,
			deadline: 0,
			windowSeconds: 300,
			sleep: () => Promise.resolve(),
		};
		await claimDelivery(push, response as unknown as HostResponse, clock);
		expect(wasTakenHere(push)).toBe(true);
		Object.assign(response, { writableEnded: true, statusCode });
		response.emit('close');
		expect(wasTakenHere(push)).toBe(taken);
	},
);

test('two triggers of one workflow each get the push', async () => {
	const workflow = nextWorkflow();
	expect(await take(workflow, 'a', 0, { nodeId: 'first' })).toBe('new');
	expect(await take(workflow, 'a', 0, { nodeId: 'second' })).toBe('new');
});

test('two triggers of one workflow make each other forget nothing, whatever their accepted ages and their load', async () => {
	const workflow = nextWorkflow();
	const patient = { nodeId: 'patient', windowSeconds: 3600 };
	await take(workflow, 'a', 0, patient);
	for (let count = 0; count < 50_000; count++) {
		await take(workflow, String(count), 20 * MINUTE, { nodeId: 'busy' });
	}
	expect(await take(workflow, 'a', 60 * MINUTE, patient)).toBe('accepted');
});

test('of more than 100 000 pushes, the trigger with most of them forgets its oldest thousand', async () => {
	resetProcessState();
	const [quiet, busiest, busy] = [nextWorkflow(), nextWorkflow(), nextWorkflow()];
	await take(quiet, 'a');
	await take(busy, 'first');
	for (let count = 0; count < 49_998; count++) await take(busy, String(count));
	for (let count = 0; count < 50_000; count++) await take(busiest, String(count));
	await take(quiet, 'b');
	const standings = async (workflow: string, keys: string[]) =>
		await Promise.all(keys.map(async (key) => await take(workflow, key)));
	expect(await standings(busiest, ['1000', '49999', '999'])).toEqual(['accepted', 'accepted', 'new']);
	expect(await standings(busy, ['first', '0'])).toEqual(['accepted', 'accepted']);
	expect(await standings(quiet, ['a', 'b'])).toEqual(['accepted', 'accepted']);
});

test('nothing is kept of triggers whose pushes are all forgotten', async () => {
	resetProcessState();
	for (let count = 0; count < 5; count++) await take(nextWorkflow(), 'a');
	const late = nextWorkflow();
	await take(late, 'a', 10 * MINUTE);
	await take(nextWorkflow(), 'a', 16 * MINUTE);
	const store = processStores().find(({ name }) => name === 'pushes that have come');
	expect(store?.size()).toEqual({ triggers: 2, pushesOfOne: 1, pushes: 2 });
	expect(await take(late, 'a', 16 * MINUTE)).toBe('accepted');
});

test('of ten thousand triggers each remembers its pushes; of more, those that have been quiet longest are forgotten', async () => {
	const first = nextWorkflow();
	await take(first, 'a');
	for (let count = 0; count < 9_999; count++) await take(nextWorkflow(), 'a');
	expect(await take(first, 'a', 1)).toBe('accepted');
	for (let count = 0; count < 9_999; count++) await take(nextWorkflow(), 'a');
	expect(await take(first, 'a', 2)).toBe('accepted');
	for (let count = 0; count < 10_000; count++) await take(nextWorkflow(), 'a');
	expect(await take(first, 'a', 3)).toBe('new');
});
