import type { IExecuteFunctions } from 'n8n-workflow';
import type { Connection } from '../../../nodes/transport/connectAccount';
import { itemContexts } from '../../../nodes/shared/itemContexts';

interface Place {
	instance: string;
	workflow: string;
	execution: string;
	node: string;
	run: number;
	item: number;
}

const PLACE: Place = { instance: 'n8n-1', workflow: 'w', execution: '7', node: 'n', run: 0, item: 0 };

function sendIdAt({ instance, workflow, execution, node, run, item }: Place): string {
	const n8n = {
		getExecutionId: () => execution,
		getInstanceId: () => instance,
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: node }),
		isToolExecution: () => false,
		getTimezone: () => 'Asia/Shanghai',
	} as unknown as IExecuteFunctions;
	return itemContexts(n8n, run)({} as Connection, item, {}).sendId;
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
