import { core, workflow as n8n } from './host';
import type {
	IConnections,
	IExecuteResponsePromiseData,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { CredentialStore, type StoredCredentials } from './credentialStore';
import { nodeTypes } from './nodeTypes';

const BASE = 'http://127.0.0.1';

/** What a test says of a node; position, id and version have defaults. */
export type TestNode = Partial<INode> & Pick<INode, 'name' | 'type'>;

/** The result of one in-process execution. */
export interface TestRun {
	run: IRun;
	/** Bodies given to `sendResponse`, in order. */
	responses: IExecuteResponsePromiseData[];
	/** Items of a node's first output in its last run. */
	items(nodeName: string): INodeExecutionData[];
	/** The error of the execution, if it failed. */
	error: Error | undefined;
	credentials: CredentialStore;
}

/** Fills in what the editor would have. */
export function completeNode(node: TestNode): INode {
	const usesAccount = node.type.startsWith('n8n-nodes-wechat-mp.');
	return {
		id: node.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...(usesAccount ? { credentials: { wechatMpApi: { id: '1', name: 'account' } } } : {}),
		...node,
	};
}

/**
 * The data that n8n-core wants beside a workflow.
 *
 * @param credentials the credential service
 * @param more overrides, e.g. an execution id
 */
export function additionalData(
	credentials: CredentialStore,
	more: Partial<IWorkflowExecuteAdditionalData> = {},
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: credentials,
		executionId: 'execution-1',
		restApiUrl: `${BASE}/rest`,
		instanceBaseUrl: BASE,
		webhookBaseUrl: `${BASE}/webhook`,
		webhookTestBaseUrl: `${BASE}/webhook-test`,
		webhookWaitingBaseUrl: `${BASE}/webhook-waiting`,
		formWaitingBaseUrl: `${BASE}/form-waiting`,
		variables: {},
		logAiEvent: () => {},
		setExecutionStatus: () => {},
		...more,
	} as unknown as IWorkflowExecuteAdditionalData;
}

/**
 * Runs a workflow in this process with n8n's own engine. The first node is the start; without `connections` the nodes form
 * a chain.
 *
 * @param test nodes, the input of the first one, credential contents by type, our node classes
 */
export async function runWorkflow(test: {
	nodes: TestNode[];
	types: INodeType[];
	otherTypes?: Record<string, INodeType>;
	credentials?: StoredCredentials;
	input?: INodeExecutionData[];
	connections?: IConnections;
	mode?: WorkflowExecuteMode;
	executionId?: string;
	timezone?: string;
	/** Cancels the execution as soon as it is fulfilled. */
	cancelAfter?: Promise<void>;
}): Promise<TestRun> {
	const nodes = test.nodes.map(completeNode);
	const connections = test.connections ?? chain(nodes);
	const workflow = new n8n.Workflow({
		id: 'workflow-1',
		name: 'test',
		nodes,
		connections,
		active: false,
		nodeTypes: nodeTypes(test.types, test.otherTypes),
		settings: { executionOrder: 'v1', ...(test.timezone ? { timezone: test.timezone } : {}) },
	});
	const credentials = new CredentialStore(test.credentials ?? {});
	const responses: IExecuteResponsePromiseData[] = [];
	const mode = test.mode ?? 'trigger';
	const hooks = new core.ExecutionLifecycleHooks(mode, 'execution-1', {
		id: 'workflow-1',
		name: 'test',
		nodes,
		connections,
		active: false,
		settings: {},
	} as never);
	hooks.addHandler('sendResponse', async (response) => {
		responses.push(response);
	});
	const start = nodes[0] as INode;
	const runData = n8n.createRunExecutionData({
		executionData: {
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
			nodeExecutionStack: [{ node: start, data: { main: [test.input ?? [{ json: {} }]] }, source: null }],
		},
	});
	const data = additionalData(credentials, {
		hooks,
		executionId: test.executionId ?? 'execution-1',
	} as never);
	const execution = new core.WorkflowExecute(data, mode, runData).processRunExecutionData(workflow);
	void test.cancelAfter?.then(() => execution.cancel());
	const run = await execution;
	return {
		run,
		responses,
		credentials,
		error: run.data.resultData.error,
		items: (nodeName) => run.data.resultData.runData[nodeName]?.at(-1)?.data?.main?.[0] ?? [],
	};
}

function chain(nodes: INode[]): IConnections {
	return Object.fromEntries(
		nodes
			.slice(0, -1)
			.map((node, index) => [
				node.name,
				{ main: [[{ node: nodes[index + 1]?.name ?? '', type: 'main' as const, index: 0 }]] },
			]),
	);
}
