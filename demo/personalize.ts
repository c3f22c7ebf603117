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
 * Does what a person does after importing an example: chooses the template in the nodes that send one.
 *
 * @param example the parsed file
 * @param templateIds template id by the title that the example's node shows
 * @returns a changed copy
 * @throws when the example wants a template that is not there
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

/**
 * Leaves out the credentials that are not there, as n8n does when a file is imported: the editor asks for them.
 *
 * @param example the parsed file
 * @param known names of the credentials that there are
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
