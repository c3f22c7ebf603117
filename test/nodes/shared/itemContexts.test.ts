import type { IExecuteFunctions } from 'n8n-workflow';
import type { Connection } from '../../../nodes/transport/connectAccount';
import { type ItemContext, itemContexts } from '../../../nodes/shared/itemContexts';

interface Place {
	instance: string;
	workflow: string;
	execution: string;
	node: string;
	run: number;
	item: number;
	/** Content of the push that started the execution, if one did. */
	push?: string;
	mode?: string;
}

const PLACE: Place = { instance: 'n8n-1', workflow: 'w', execution: '7', node: 'n', run: 0, item: 0 };

const TRIGGER = { name: 'Trigger', type: 'n8n-nodes-wechat-mp.wechatTrigger' };

const sendIdAt = (place: Place): string => contextAt(place).sendId;

function contextAt({ instance, workflow, execution, node, run, item, push, mode }: Place): ItemContext {
	const json = { FromUserName: 'oA', meta: { key: push, receivedAt: execution } };
	const n8n = {
		getExecutionId: () => execution,
		getInstanceId: () => instance,
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: node }),
		isToolExecution: () => false,
		getMode: () => mode ?? 'webhook',
		getParentNodes: () => (push === undefined ? [] : [TRIGGER]),
		getWorkflowDataProxy: () => ({ $: () => ({ isExecuted: true, first: () => ({ json }) }) }),
		getTimezone: () => 'Asia/Shanghai',
	} as unknown as IExecuteFunctions;
	return itemContexts(n8n, run)({} as Connection, item, {});
}

test('the id of a message is the same for the same place', () => {
	expect(sendIdAt({ ...PLACE })).toBe(sendIdAt(PLACE));
});

test.each<Partial<Place>>([
	{ instance: 'n8n-2' },
	{ workflow: 'w2' },
	{ execution: '8' },
	{ node: 'n2' },
	{ run: 1 },
	{ item: 1 },
])('the id of a message is another one with %j, all else being equal', (other) => {
	expect(sendIdAt({ ...PLACE, ...other })).not.toBe(sendIdAt(PLACE));
});

test('outside an execution the id of a message stays as long as its item, and is another one in every run', () => {
	const [one, other] = [contextAt({ ...PLACE, execution: '' }), contextAt({ ...PLACE, execution: '' })];
	expect(one.sendId).toBe(one.sendId);
	expect(other.sendId).not.toBe(one.sendId);
});

describe('in an execution that a push has started, the id of a message', () => {
	const PUSHED: Place = { ...PLACE, push: '1' };

	test('is the same in every execution of the push', () => {
		expect(sendIdAt({ ...PUSHED, execution: '8' })).toBe(sendIdAt(PUSHED));
	});

	test.each<Partial<Place>>([
		{ push: '2' },
		{ push: undefined },
		{ instance: 'n8n-2' },
		{ workflow: 'w2' },
		{ node: 'n2' },
		{ run: 1 },
		{ item: 1 },
	])('is another one with %j, all else being equal', (other) => {
		expect(sendIdAt({ ...PUSHED, ...other })).not.toBe(sendIdAt(PUSHED));
	});

	test.each(['manual', 'retry', 'evaluation'])('is another one in another execution of mode %s', (mode) => {
		const first = sendIdAt({ ...PUSHED, mode });
		expect(sendIdAt({ ...PUSHED, mode, execution: '8' })).not.toBe(first);
		expect(sendIdAt({ ...PUSHED, mode })).toBe(first);
	});
});
