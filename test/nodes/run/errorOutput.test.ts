import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import type { TestRun } from '../harness/runWorkflow';
import { type Lab, NODE, openLab, openidOf, TEXT } from './lab';

let lab: Lab;
afterEach(async () => await lab.close());

/** Items of both outputs of the node: success, error. */
const outputs = ({ run }: TestRun): INodeExecutionData[][] =>
	(run.data.resultData.runData[NODE]?.at(-1)?.data?.main ?? []).map((items) => items ?? []);

const ERROR_OUTPUT = { onError: 'continueErrorOutput' } as const;

test('failed items leave by the error output with code, details and their input', async () => {
	lab = await openLab(({ body }) =>
		body.touser === openidOf(1) ? { errcode: 43004, errmsg: 'require subscribe' } : undefined,
	);
	const [sent = [], failed = []] = outputs(await lab.run({ items: 3, parameters: TEXT, node: ERROR_OUTPUT }));
	expect(sent.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	expect(failed.map(({ json }) => json)).toEqual([
		{
			id: openidOf(1),
			text: 't1',
			error: expect.stringContaining('43004') as string,
			details: expect.objectContaining({ errcode: 43004, attempted: true }) as object,
		},
	]);
});

test('items that were not attempted leave by the error output, too', async () => {
	lab = await openLab(({ body }) =>
		body.touser === undefined ? undefined : { errcode: 45009, errmsg: 'reach max api daily quota limit' },
	);
	const [sent, failed = []] = outputs(await lab.run({ items: 3, parameters: TEXT, node: ERROR_OUTPUT }));
	expect(sent).toEqual([]);
	expect(failed.map(({ json }) => (json.details as { attempted: boolean }).attempted)).toEqual([
		true,
		false,
		false,
	]);
	for (const { json } of failed) expect(json.error).toContain('45009');
});

test('an n8n that routes by `error` alone finds it on every failed item, and stores none of it', async () => {
	lab = await openLab(({ body }) =>
		body.touser === undefined ? undefined : { errcode: 45009, errmsg: 'reach max api daily quota limit' },
	);
	const items = [{ json: { id: openidOf(0), text: 't' } }, { json: { id: openidOf(1), text: 't' } }];
	const seen: INodeExecutionData[] = [];
	const execute = Wechat.prototype.execute;
	jest.spyOn(Wechat.prototype, 'execute').mockImplementation(async function (this: IExecuteFunctions) {
		const output = await execute.call(this);
		// As n8n-core 1.122 sorts items: it takes the error, clears it and copies the rest.
		for (const item of output.flat()) {
			seen.push(item);
			expect(item.error?.message).toContain('45009');
			expect(Object.keys({ ...item })).not.toContain('error');
			item.error = undefined;
		}
		return output;
	});
	await lab.run({ items, parameters: TEXT, node: ERROR_OUTPUT });
	expect(seen).toHaveLength(2);
	jest.restoreAllMocks();
});

test('items of a node that goes on by its one output carry no error object', async () => {
	lab = await openLab(({ body }) =>
		body.touser === undefined ? undefined : { errcode: 43004, errmsg: 'require subscribe' },
	);
	const [items = []] = outputs(await lab.run({ items: 1, parameters: TEXT }));
	expect(items.map(({ error, json }) => [error, json.error])).toEqual([
		[undefined, expect.stringContaining('43004')],
	]);
});

test('a refusal in the words of a cancellation (45015) fails the execution and does not cancel it', async () => {
	lab = await openLab(({ body }) =>
		body.touser === undefined
			? undefined
			: { errcode: 45015, errmsg: 'response out of time limit or subscription is canceled' },
	);
	const { run, error } = await lab.run({ items: 1, parameters: TEXT, node: { onError: 'stopWorkflow' } });
	expect({ status: run.status, message: error?.message }).toEqual({
		status: 'error',
		message: expect.stringContaining('45015'),
	});
});

test('a tool that n8n runs as a node gives its failure to the model and does not end the run', async () => {
	lab = await openLab(({ body }) =>
		body.touser === undefined ? undefined : { errcode: 45047, errmsg: 'out of response count limit' },
	);
	const ran = await lab.run({
		items: 1,
		parameters: TEXT,
		node: { type: 'n8n-nodes-wechat-mp.wechatTool', onError: 'stopWorkflow' },
	});
	expect(ran.run.status).toBe('success');
	expect(ran.items(NODE)[0]?.json).toMatchObject({
		error: expect.stringContaining('45047'),
		details: { errcode: 45047 },
	});
});

test('a tool that n8n runs as a node is tried again with Retry On Fail', async () => {
	lab = await openLab(({ body, nth }) =>
		body.touser !== undefined && nth === 1
			? { errcode: 45047, errmsg: 'out of response count limit' }
			: undefined,
	);
	const ran = await lab.run({
		items: 1,
		parameters: TEXT,
		node: {
			type: 'n8n-nodes-wechat-mp.wechatTool',
			onError: 'stopWorkflow',
			retryOnFail: true,
			maxTries: 2,
			waitBetweenTries: 1,
		},
	});
	expect(ran.items(NODE)[0]?.json).not.toHaveProperty('error');
	expect(lab.sends()).toHaveLength(2);
});
