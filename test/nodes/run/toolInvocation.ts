import { core, workflow as n8n } from '../harness/host';
import type { IDataObject } from 'n8n-workflow';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { CredentialStore } from '../harness/credentialStore';
import { nodeTypes, PACKAGE } from '../harness/nodeTypes';
import { additionalData, completeNode, type TestNode } from '../harness/runWorkflow';
import { accountAt } from './lab';

/** Calls the tool once with the model's arguments; gives what the model hears, or rejects. */
export type Invocation = (toolArguments: IDataObject) => Promise<string>;

/**
 * Makes our node the tool of an agent, as n8n does it: every call of the function given back is what n8n keeps for one item of
 * the agent, or for one request of an MCP client.
 *
 * @param url of the platform
 * @param parameters of the node, with `$fromAI`
 * @param more `executionId` undefined for MCP, which runs tools outside an execution; settings of the node
 */
export function toolAt(
	url: string,
	parameters: IDataObject,
	more: { executionId: string | undefined; node?: Partial<TestNode> },
): () => Invocation {
	const type = new Wechat();
	const node = completeNode({
		name: 'Tell customer',
		type: `${PACKAGE}.wechat`,
		parameters: parameters as never,
		...more.node,
	});
	const agent = completeNode({ name: 'Agent', type: 'test.start' });
	const workflow = new n8n.Workflow({
		id: 'workflow-1',
		name: 'test',
		nodes: [node, agent],
		connections: {},
		active: false,
		nodeTypes: nodeTypes([type]),
		settings: { executionOrder: 'v1' },
	});
	const data = additionalData(new CredentialStore({ wechatMpApi: accountAt(url) }), {
		executionId: more.executionId,
		currentNodeExecutionIndex: 0,
	});
	const input = { main: [[{ json: {} }]] };
	return () => {
		const run = n8n.createEmptyRunExecutionData();
		return makeHandleToolInvocation(
			(runIndex) =>
				new core.SupplyDataContext(
					workflow,
					node,
					data,
					'trigger',
					run,
					runIndex,
					[{ json: {} }],
					{},
					'ai_tool',
					{ data: input, node, source: null },
					[],
					undefined,
					agent,
				),
			node,
			type,
			run,
		);
	};
}
