import type * as n8nWorkflow from 'n8n-workflow';
import { WechatTrigger } from '../../../nodes/WechatTrigger/WechatTrigger.node';
import { PACKAGE } from '../harness/nodeTypes';
import { runWorkflow } from '../harness/runWorkflow';
import { credentialOf, forgePush, nextText } from './forgePush';
import { sleepLightly } from './stopClock';
import { type SentResponse, TriggerHost } from './triggerHost';

// An n8n that answers a webhook before it has stored the execution, as those before 2.8 do.
jest.mock('n8n-workflow', () => {
	const { resolveNodeWebhookId: _missing, ...exports } =
		jest.requireActual<typeof n8nWorkflow>('n8n-workflow');
	return exports;
});

let host: TriggerHost;
beforeEach(sleepLightly);
afterEach(async () => {
	jest.restoreAllMocks();
	await host?.stop();
});

const execute = async (responseMode: string) =>
	await runWorkflow({
		types: [new WechatTrigger()],
		credentials: credentialOf({}),
		nodes: [{ name: 'Start', type: `${PACKAGE}.wechatTrigger`, parameters: { responseMode } }],
	});

test('n8n is told to wait for an answer of the execution, whatever the node responds with', () => {
	const push = new WechatTrigger().description.webhooks?.find(({ httpMethod }) => httpMethod === 'POST');
	expect(push?.responseMode).toBe('responseNode');
});

test('a push is not answered while its execution is not stored, and then by what the execution sends', async () => {
	const { responses } = await execute('onReceived');
	expect(responses).toHaveLength(1);
	let stored = () => {};
	const storing = new Promise<void>((resolve) => (stored = resolve));
	let answered = false;
	host = await new TriggerHost({
		store: async ({ reply }) => {
			await storing;
			reply(responses[0] as unknown as SentResponse);
		},
	}).start();
	const answer = host.push(forgePush(nextText())).then((one) => {
		answered = true;
		return one;
	});
	await host.hasReceived(1);
	expect(answered).toBe(false);
	stored();
	const { status, data, headers } = await answer;
	expect([status, data, headers['content-length']]).toEqual([200, 'success', '7']);
});

test('an execution whose push waits for a passive reply sends no acknowledgement', async () => {
	expect((await execute('responseNode')).responses).toEqual([]);
});
