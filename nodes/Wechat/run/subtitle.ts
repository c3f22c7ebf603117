import { OPERATIONS, RESOURCES } from '../resources';

/**
 * The text that the canvas shows below the node, from the names of resource and operation: `Send Text: Customer Service Message`. The
 * editor's expressions see only parameter values, so the expression contains a table of the names.
 */
export function subtitle(): string {
	const names = OPERATIONS.map(({ resource, option }) => {
		const shown = RESOURCES.find(({ value }) => value === resource)?.name ?? resource;
		return [`${resource} ${option.value}`, shown === option.name ? shown : `${option.name}: ${shown}`];
	});
	const table = JSON.stringify(Object.fromEntries(names));
	const name = `(${table})[$parameter["resource"] + " " + $parameter["operation"]] ?? "Custom API Call"`;
	// Comes first, since the end of a long line is cut off: a user who forgot the option sees on the canvas why nothing is sent.
	return `={{ ($parameter["options"]?.onlyPreview === true ? "Only preview, " : "") + (${name}) }}`;
}
