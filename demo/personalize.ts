/** A workflow file, as far as the demo changes it. */
export interface ExampleWorkflow {
	name: string;
	nodes: Array<{ name: string; type: string; parameters: Record<string, unknown> }>;
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

function isLocator(value: unknown): value is { value: string; cachedResultName: string } {
	return typeof value === 'object' && value !== null && 'cachedResultName' in value;
}
