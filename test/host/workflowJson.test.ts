import { prepareWorkflow } from '../../host/workflowJson';

const node = (extra: object): object => ({ name: 'A', type: 'n8n-nodes-base.set', ...extra });
const workflow = (...nodes: object[]): Record<string, unknown> => ({ name: 'W', nodes, connections: {} });

describe('prepareWorkflow', () => {
	let count = 0;
	const prepare = (
		json: unknown,
		credentials: Record<string, string> = {},
	): ReturnType<typeof prepareWorkflow> =>
		prepareWorkflow(json, { credentials, newId: () => `new-${++count}` });
	beforeEach(() => {
		count = 0;
	});

	it('replaces the id of a credential by the one its name has here', () => {
		const credentials = { wechatMpApi: { id: 'from-elsewhere', name: 'Shop' } };
		const { nodes } = prepare(workflow(node({ credentials })), { Shop: '42' });
		expect(nodes[0]?.credentials).toEqual({ wechatMpApi: { id: '42', name: 'Shop' } });
	});

	it('throws for a credential that is not there, naming workflow, node, type, name and what is there', () => {
		const json = workflow(node({ credentials: { wechatMpApi: { name: 'Shop' } } }));
		expect(() => prepare(json, { Other: '1' })).toThrow(
			'Workflow "W", node "A" wants a wechatMpApi credential called "Shop", which does not exist here; there are: Other',
		);
	});

	it('fills in missing node ids and keeps present ones', () => {
		const { nodes } = prepare(workflow(node({}), node({ name: 'B', id: 'kept' })));
		expect(nodes.map(({ id }) => id)).toEqual(['new-1', 'kept']);
	});

	it.each([['n8n-nodes-wechat-mp.wechatTrigger'], ['n8n-nodes-base.webhook'], ['n8n-nodes-base.wait']])(
		'fills in the missing webhookId of %s',
		(type) => {
			const { nodes } = prepare(workflow(node({ type, id: 'a' })));
			expect(nodes[0]?.webhookId).toBe('new-1');
		},
	);

	it('keeps a webhookId, and gives none to a node without webhooks', () => {
		const kept = node({ type: 'n8n-nodes-base.webhook', id: 'a', webhookId: 'kept' });
		const { nodes } = prepare(workflow(kept, node({ name: 'B', id: 'b' })));
		expect(nodes.map(({ webhookId }) => webhookId)).toEqual(['kept', undefined]);
		expect(nodes.map(({ credentials }) => credentials)).toEqual([undefined, undefined]);
	});

	it('drops what belongs to the instance of origin and keeps the rest', () => {
		const json = {
			...workflow(node({ id: 'a' })),
			id: '9',
			versionId: 'v',
			active: true,
			meta: {},
			pinData: { A: [] },
		};
		const prepared = prepare(json);
		expect(Object.keys(prepared).sort()).toEqual(['connections', 'name', 'nodes', 'pinData', 'settings']);
	});

	it('keeps settings and adds the execution order of new workflows', () => {
		const prepared = prepare({ ...workflow(), settings: { timezone: 'Asia/Shanghai' } });
		expect(prepared.settings).toEqual({ executionOrder: 'v1', timezone: 'Asia/Shanghai' });
	});

	it('does not change its input', () => {
		const json = workflow(node({ credentials: { c: { name: 'Shop' } } }));
		const before = structuredClone(json);
		prepare(json, { Shop: '1' });
		expect(json).toEqual(before);
	});

	it.each([
		['a string', 'x', /Not a workflow/],
		['nodes that are no list', { name: 'W', nodes: {}, connections: {} }, /Not a workflow/],
		['no connections', { name: 'W', nodes: [] }, /Not a workflow/],
		['connections that are a list', { name: 'W', nodes: [], connections: [] }, /Not a workflow/],
		['an empty name', { name: '', nodes: [], connections: {} }, /needs a "name"/],
		[
			'a credential where there is none',
			workflow(node({ credentials: { wechatMpApi: { name: 'Shop' } } })),
			/does not exist here; there are: none/,
		],
		['no name', { nodes: [], connections: {} }, /needs a "name"/],
		['a node without a type', workflow({ name: 'A' }), /Workflow "W" has a node without a name or a type/],
	])('throws for %s', (_case, json, message) => {
		expect(() => prepare(json)).toThrow(message);
	});
});
