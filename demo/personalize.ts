/** A workflow file, as far as the demo changes it. */
export interface ExampleWorkflow {
	name: string;
	nodes: Array<{
		name: string;
		type: string;
		parameters: Record<string, unknown>;
		credentials?: Record<string, { name: string }>;
	}>;
	connections: Record<string, unknown>;
}

/**
 * Does what a user does after importing an example: chooses the template in the nodes that send one.
 *
 * @param example the parsed file
 * @param templateIds template id by the title that the example's node shows
 * @returns a changed copy
 * @throws when the example needs a template that does not exist
 */
export function personalize(
	example: ExampleWorkflow,
	templateIds: Readonly<Record<string, string>>,
): ExampleWorkflow {
	const copy = structuredClone(example);
	for (const { name, parameters } of copy.nodes) {
		const locator = parameters.templateId;
		if (!isLocator(locator)) continue;
		const id = templateIds[locator.cachedResultName];
		if (id === undefined)
			throw new Error(`"${name}" wants the template "${locator.cachedResultName}", which is not there`);
		locator.value = id;
	}
	return copy;
}

/** By type of the nodes that need one: the type of n8n's own credentials, and the name for the account of that service. */
const SERVICES: Readonly<Record<string, readonly [type: string, name: string]>> = {
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': ['openAiApi', 'OpenAI'],
	'@n8n/n8n-nodes-langchain.openAi': ['openAiApi', 'OpenAI'],
	'n8n-nodes-base.postgres': ['postgres', 'Database'],
	'n8n-nodes-base.redis': ['redis', 'Redis'],
	'n8n-nodes-base.formTrigger': ['httpBasicAuth', 'Form login'],
};

/**
 * Chooses the credentials in the nodes of an example, whose file names none. With an unknown one, n8n would show another one as chosen, but
 * not store that choice, so publishing would fail.
 *
 * @param example the parsed file
 * @param account name of the credential of the Official Account
 * @returns a changed copy
 */
export function chooseCredentials(example: ExampleWorkflow, account: string): ExampleWorkflow {
	const copy = structuredClone(example);
	for (const node of copy.nodes) {
		const isOurs =
			node.type.startsWith('n8n-nodes-wechat-mp.') || node.parameters.nodeCredentialType === 'wechatMpApi';
		const [type, name] = isOurs ? ['wechatMpApi', account] : (SERVICES[node.type] ?? []);
		if (type !== undefined && name !== undefined) node.credentials = { [type]: { name } };
	}
	return copy;
}

/**
 * Leaves out missing credentials, as n8n does when a file is imported: the editor asks for them.
 *
 * @param example the parsed file
 * @param known names of the existing credentials
 * @returns a changed copy
 */
export function withKnownCredentials(example: ExampleWorkflow, known: readonly string[]): ExampleWorkflow {
	const copy = structuredClone(example);
	for (const node of copy.nodes) {
		const kept = Object.entries(node.credentials ?? {}).filter(([, { name }]) => known.includes(name));
		if (kept.length > 0) node.credentials = Object.fromEntries(kept);
		else delete node.credentials;
	}
	return copy;
}

/**
 * Enters values into a Set node, as the note of an example asks for.
 *
 * @param example is changed
 * @param nodeName of the Set node
 * @param values by field
 * @throws when there is no such field
 */
export function enterValues(
	example: ExampleWorkflow,
	nodeName: string,
	values: Readonly<Record<string, string>>,
): void {
	const node = example.nodes.find(({ name }) => name === nodeName);
	const { assignments } = node?.parameters.assignments as {
		assignments: Array<{ name: string; value: string }>;
	};
	for (const [field, value] of Object.entries(values)) {
		const assignment = assignments.find(({ name }) => name === field);
		if (!assignment) throw new Error(`"${nodeName}" has no field "${field}"`);
		assignment.value = value;
	}
}

function isLocator(value: unknown): value is { value: string; cachedResultName: string } {
	return typeof value === 'object' && value !== null && 'cachedResultName' in value;
}
