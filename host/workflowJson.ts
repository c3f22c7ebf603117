/** One node of a workflow, as far as it matters here. */
export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	webhookId?: string;
	credentials?: Record<string, { id?: string | null; name: string }>;
	[field: string]: unknown;
}

/** A workflow in the format for n8n. */
export interface WorkflowJson {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings: Record<string, unknown>;
	[field: string]: unknown;
}

/** Options of {@link prepareWorkflow}. */
export interface PrepareOptions {
	/** Id of every known credential by its name. */
	credentials: Record<string, string>;
	/** Returns a new unique id. */
	newId: () => string;
}

/** Properties of an export that belong to the instance it came from. */
const OF_ANOTHER_INSTANCE = new Set([
	'id',
	'versionId',
	'active',
	'activeVersionId',
	'createdAt',
	'updatedAt',
	'meta',
	'shared',
]);

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Nodes that listen on a URL: triggers, and n8n's own Webhook and Wait nodes. */
const mayHaveWebhook = (type: string): boolean => /(Trigger|\.webhook|\.wait)$/.test(type);

function mapCredentials(
	workflow: string,
	node: WorkflowNode,
	known: Record<string, string>,
): WorkflowNode['credentials'] {
	const mapped = Object.entries(node.credentials ?? {}).map(([type, { name }]) => {
		const id = known[name];
		if (id === undefined) {
			throw new Error(
				`Workflow "${workflow}", node "${node.name}" wants a ${type} credential called "${name}", which does not exist here; there are: ${Object.keys(known).join(', ') || 'none'}`,
			);
		}
		return [type, { id, name }] as const;
	});
	return mapped.length > 0 ? Object.fromEntries(mapped) : undefined;
}

function prepareNode(workflow: string, value: unknown, { credentials, newId }: PrepareOptions): WorkflowNode {
	if (!isObject(value) || typeof value.name !== 'string' || typeof value.type !== 'string') {
		throw new Error(`Workflow "${workflow}" has a node without a name or a type: ${JSON.stringify(value)}`);
	}
	const node = value as WorkflowNode;
	return {
		...node,
		id: node.id ?? newId(),
		webhookId: node.webhookId ?? (mayHaveWebhook(node.type) ? newId() : undefined),
		credentials: mapCredentials(workflow, node, credentials),
	};
}

/**
 * Turns an exported or hand-written workflow into one for this instance: credentials are found by name, missing node and webhook ids are
 * added (n8n 2.41 publishes no trigger without an id), and properties of the original instance are dropped.
 *
 * @throws when it is not a workflow, or needs a credential that does not exist
 */
export function prepareWorkflow(json: unknown, options: PrepareOptions): WorkflowJson {
	if (!isObject(json) || !Array.isArray(json.nodes) || !isObject(json.connections)) {
		throw new Error('Not a workflow: "nodes" has to be a list and "connections" an object');
	}
	if (typeof json.name !== 'string' || json.name === '') throw new Error('A workflow needs a "name"');
	const { name, connections } = json;
	const rest = Object.fromEntries(Object.entries(json).filter(([field]) => !OF_ANOTHER_INSTANCE.has(field)));
	return {
		...rest,
		name,
		connections,
		nodes: json.nodes.map((node) => prepareNode(name, node, options)),
		settings: { executionOrder: 'v1', ...(isObject(json.settings) ? json.settings : {}) },
	};
}
