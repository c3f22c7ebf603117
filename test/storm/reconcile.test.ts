import { type Books, type ExecutionEntry, reconcile } from '../../storm/reconcile';

const ran = (push: number, more: Partial<ExecutionEntry> = {}): ExecutionEntry => ({
	id: String(100 + push),
	push,
	status: 'success',
	acted: true,
	...more,
});

const BALANCED: Books = {
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
};

test('books that agree give zeros', () => {
	expect(reconcile(BALANCED)).toEqual({
		pushes: { sent: 2, acknowledged: 2, executed: 2, lost: 0, doubledEffects: 0 },
		sends: { items: 1, delivered: 1, doubled: 0, unknown: 0, unlisted: 0 },
		interrupted: 0,
		findings: [],
	});
});

test('an acknowledged push without an execution is lost, and named', () => {
	const { pushes, findings } = reconcile({
		...BALANCED,
		executions: [ran(1)],
		phones: BALANCED.phones.filter(({ kind, number }) => kind === 'bulk' || number === 1),
	});
	expect(pushes).toMatchObject({ executed: 1, lost: 1 });
	expect(findings).toEqual([expect.stringContaining('push 2: lost')]);
});

test('a push all of whose executions were stopped as doubles is lost', () => {
	const { pushes } = reconcile({
		...BALANCED,
		executions: [ran(1, { acted: false }), ran(1, { id: '900', acted: false }), ran(2)],
		phones: BALANCED.phones.filter(({ number }) => number === 2),
	});
	expect(pushes).toMatchObject({ executed: 1, lost: 1 });
});

test('a push whose execution ended before its effects is counted apart, unless another one did the work', () => {
	const crashed = ran(1, { status: 'crashed', acted: false });
	const phones = BALANCED.phones.filter(({ kind, number }) => kind === 'bulk' || number === 2);
	expect(reconcile({ ...BALANCED, executions: [crashed, ran(2)], phones })).toMatchObject({
		pushes: { executed: 1, lost: 0 },
		interrupted: 1,
	});
	expect(reconcile({ ...BALANCED, executions: [crashed, ran(1), ran(2)] })).toMatchObject({
		pushes: { executed: 2, lost: 0 },
		interrupted: 0,
	});
});

test('a push that was not acknowledged is neither executed nor lost', () => {
	const { pushes } = reconcile({
		...BALANCED,
		pushes: [...BALANCED.pushes, { number: 3, acknowledged: false }],
	});
	expect(pushes).toMatchObject({ sent: 3, acknowledged: 2, executed: 2, lost: 0 });
});

test('a push that could not be answered but says so was executed', () => {
	const phones = BALANCED.phones.filter(({ kind, number }) => kind === 'bulk' || number === 2);
	expect(reconcile({ ...BALANCED, phones }).pushes).toMatchObject({ executed: 2, lost: 0 });
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

test('an item of a bulk send that is on the phone three times is doubled twice', () => {
	const twice = [
		{ kind: 'bulk', number: 1 },
		{ kind: 'bulk', number: 1 },
	] as const;
	const { pushes, sends } = reconcile({ ...BALANCED, phones: [...BALANCED.phones, ...twice] });
	expect(sends).toMatchObject({ delivered: 1, doubled: 2 });
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
