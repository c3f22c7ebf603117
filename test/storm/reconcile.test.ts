import type { ExecutionEntry } from '../../storm/pushOutcome';
import { isTelling, type Records, reconcile } from '../../storm/reconcile';

const ran = (push: number, more: Partial<ExecutionEntry> = {}): ExecutionEntry => ({
	id: String(100 + push),
	push,
	status: 'success',
	reached: 'end',
	reportedDelivered: ['template', 'text'],
	reportedFailed: [],
	writtenMs: 1000,
	endedMs: 2000,
	begunBy: ['worker A'],
	...more,
});
/** Ended without an effect. */
const nothing = { reached: 'trigger', reportedDelivered: [] } as const;
/** n8n's word for one whose worker is gone. */
const STALLED = 'job stalled more than maxStalledCount';

const BALANCED: Records = {
	pushes: [
		{ number: 1, acknowledged: true },
		{ number: 2, acknowledged: true },
	],
	executions: [ran(1), ran(2)],
	sends: [{ number: 1, said: 'delivered' }],
	phones: [
		{ kind: 'template', number: 1 },
		{ kind: 'text', number: 1 },
		{ kind: 'template', number: 2 },
		{ kind: 'text', number: 2 },
		{ kind: 'bulk', number: 1 },
	],
	absences: [],
};
const WITHOUT_PUSH_1 = BALANCED.phones.filter(({ kind, number }) => kind === 'bulk' || number === 2);
const WORKER_GONE = [{ part: 'worker A', deliberate: true, fromMs: 1500, untilMs: 1600 }];

test('records that agree give zeros', () => {
	expect(reconcile(BALANCED)).toEqual({
		pushes: { sent: 2, acknowledged: 2, executed: 2, lost: 0, doubledEffects: 0 },
		sends: { items: 1, delivered: 1, doubled: 0, unknown: 0, unlisted: 0 },
		interrupted: {},
		unexplainedEnds: 0,
		findings: [],
	});
});

test('an acknowledged push without an execution is lost, and named', () => {
	const { pushes, findings } = reconcile({ ...BALANCED, executions: [ran(2)], phones: WITHOUT_PUSH_1 });
	expect(pushes).toMatchObject({ executed: 1, lost: 1 });
	expect(findings).toEqual([expect.stringContaining('push 1: lost')]);
});

test('a push all of whose executions were stopped as doubles is lost', () => {
	const { pushes } = reconcile({
		...BALANCED,
		executions: [ran(1, nothing), ran(1, { ...nothing, id: '900' }), ran(2)],
		phones: WITHOUT_PUSH_1,
	});
	expect(pushes).toMatchObject({ executed: 1, lost: 1 });
});

test('a push whose execution failed of an error of ours while its worker was killed is lost', () => {
	const failed = ran(1, { ...nothing, status: 'error', error: 'The AppSecret is wrong' });
	const { pushes, interrupted } = reconcile({
		...BALANCED,
		executions: [failed, ran(2)],
		phones: WITHOUT_PUSH_1,
		absences: WORKER_GONE,
	});
	expect({ pushes, interrupted }).toMatchObject({ pushes: { executed: 1, lost: 1 }, interrupted: {} });
});

test('a push whose worker was killed is counted apart by what was taken away and named, unless another one did the work', () => {
	const stalled = ran(1, { ...nothing, status: 'error', error: STALLED });
	const disrupted = { ...BALANCED, absences: WORKER_GONE };
	const { findings, ...balance } = reconcile({
		...disrupted,
		executions: [stalled, ran(2)],
		phones: WITHOUT_PUSH_1,
	});
	expect(balance).toMatchObject({ pushes: { executed: 1, lost: 0 }, interrupted: { 'worker A': 1 } });
	expect(findings).toEqual([expect.stringContaining('push 1: worker A')]);
	expect(reconcile({ ...disrupted, executions: [stalled, ran(1), ran(2)] })).toMatchObject({
		pushes: { executed: 2, lost: 0 },
		interrupted: {},
	});
});

test('a push of which only the first effect is on the phone was not executed', () => {
	const half = ran(1, { ...nothing, status: 'error', error: STALLED });
	const phones = BALANCED.phones.filter(({ kind, number }) => kind !== 'text' || number !== 1);
	const records = { ...BALANCED, executions: [half, ran(2)], phones };
	expect(reconcile(records).pushes).toMatchObject({ executed: 1, lost: 1 });
	expect(reconcile({ ...records, absences: WORKER_GONE })).toMatchObject({
		pushes: { executed: 1, lost: 0 },
		interrupted: { 'worker A': 1 },
	});
});

test('a push both of whose effects are on the phone was executed, whatever the database says', () => {
	const unsaved = ran(1, { ...nothing, status: 'crashed' });
	expect(reconcile({ ...BALANCED, executions: [unsaved, ran(2)] }).pushes).toMatchObject({
		executed: 2,
		lost: 0,
	});
});

test.each(['template', 'text'] as const)(
	'a push of whose %s the node says that WeChat took it, though it is on no phone, is lost',
	(kind) => {
		const phones = BALANCED.phones.filter((entry) => entry.kind !== kind || entry.number !== 1);
		expect(reconcile({ ...BALANCED, phones }).pushes).toMatchObject({ executed: 1, lost: 1 });
	},
);

test('an effect that a node reports and no phone has is lost, even if the worker was killed', () => {
	const told = ran(1, { ...nothing, status: 'error', error: STALLED, reportedDelivered: ['template'] });
	const records = { ...BALANCED, executions: [told, ran(2)], phones: WITHOUT_PUSH_1, absences: WORKER_GONE };
	expect(reconcile(records)).toMatchObject({ pushes: { executed: 1, lost: 1 }, interrupted: {} });
});

test('a push that could not be answered but says so was executed', () => {
	const told = { reportedDelivered: [], reportedFailed: ['template', 'text'] } as const;
	const executions = [ran(1, told), ran(2)];
	expect(reconcile({ ...BALANCED, executions, phones: WITHOUT_PUSH_1 }).pushes).toMatchObject({
		executed: 2,
		lost: 0,
	});
});

test.each(['template', 'text'] as const)(
	'a push whose %s could not be sent, which the node says, was executed if the other is on the phone',
	(kind) => {
		const delivered = (['template', 'text'] as const).filter((one) => one !== kind);
		const phones = BALANCED.phones.filter((entry) => entry.kind !== kind || entry.number !== 1);
		const executions = [ran(1, { reportedDelivered: delivered, reportedFailed: [kind] }), ran(2)];
		expect(reconcile({ ...BALANCED, executions, phones }).pushes).toMatchObject({ executed: 2, lost: 0 });
	},
);

test.each(['template', 'text'] as const)(
	'a push whose execution ended well without a word about its %s, which is on no phone, is lost',
	(kind) => {
		const others = (['template', 'text'] as const).filter((one) => one !== kind);
		const phones = BALANCED.phones.filter((entry) => entry.kind !== kind || entry.number !== 1);
		const executions = [ran(1, { reportedDelivered: others }), ran(2)];
		expect(reconcile({ ...BALANCED, executions, phones }).pushes).toMatchObject({ executed: 1, lost: 1 });
	},
);

test('zeros say nothing where less than a quarter of the pushes or items went through', () => {
	const { pushes, sends } = reconcile(BALANCED);
	expect(isTelling({ pushes, sends })).toBe(true);
	expect(isTelling({ pushes: { ...pushes, sent: 8 }, sends })).toBe(true);
	expect(isTelling({ pushes: { ...pushes, sent: 9 }, sends })).toBe(false);
	expect(isTelling({ pushes: { ...pushes, executed: 0 }, sends })).toBe(false);
	expect(isTelling({ pushes, sends: { ...sends, items: 4 } })).toBe(true);
	expect(isTelling({ pushes, sends: { ...sends, items: 5 } })).toBe(false);
});

test('a push that was not acknowledged is neither executed nor lost', () => {
	const { pushes } = reconcile({
		...BALANCED,
		pushes: [...BALANCED.pushes, { number: 3, acknowledged: false, refusal: 'timeout' }],
	});
	expect(pushes).toMatchObject({ sent: 3, acknowledged: 2, executed: 2, lost: 0 });
});

test.each(['template', 'text'] as const)(
	'a %s that is on the phone twice is a doubled effect, and named',
	(kind) => {
		const { pushes, sends, findings } = reconcile({
			...BALANCED,
			phones: [...BALANCED.phones, { kind, number: 2 }],
		});
		expect(pushes.doubledEffects).toBe(1);
		expect(sends.doubled).toBe(0);
		expect(findings).toEqual([expect.stringContaining(`${kind} 2: on the phone 2 times`)]);
	},
);

test('an effect of a push that was not acknowledged is doubled, too', () => {
	const { pushes } = reconcile({
		...BALANCED,
		pushes: [...BALANCED.pushes, { number: 3, acknowledged: false }],
		phones: [...BALANCED.phones, { kind: 'template', number: 3 }, { kind: 'template', number: 3 }],
	});
	expect(pushes.doubledEffects).toBe(1);
});

test('an item of a bulk send that is on the phone three times is doubled twice', () => {
	const twice = [
		{ kind: 'bulk', number: 1 },
		{ kind: 'bulk', number: 1 },
	] as const;
	const { pushes, sends, findings } = reconcile({ ...BALANCED, phones: [...BALANCED.phones, ...twice] });
	expect(sends).toMatchObject({ delivered: 1, doubled: 2 });
	expect(findings).toEqual(['bulk 1: on the phone 3 times ()']);
	expect(pushes.doubledEffects).toBe(0);
});

test.each([
	['unknown', { unknown: 1, unlisted: 0 }],
	['not delivered', { unknown: 1, unlisted: 0 }],
	['delivered', { unknown: 0, unlisted: 1 }],
	[undefined, { unknown: 0, unlisted: 1 }],
] as const)('an item that is on no phone and of which the node said %p counts as %j', (said, counts) => {
	const { sends } = reconcile({
		...BALANCED,
		sends: [...BALANCED.sends, { number: 2, said }],
	});
	expect(sends).toEqual({ items: 2, delivered: 1, doubled: 0, ...counts });
});

test('a process that ends though nothing was done to it is counted, and named', () => {
	const { unexplainedEnds, findings } = reconcile({
		...BALANCED,
		absences: [{ part: 'main', deliberate: false, fromMs: 0, untilMs: 1000 }, ...WORKER_GONE],
	});
	expect(unexplainedEnds).toBe(1);
	expect(findings).toEqual(['main: ended by itself at 00:00:00.000']);
});
