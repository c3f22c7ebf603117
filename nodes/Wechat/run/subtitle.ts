import { OPERATIONS, RESOURCES } from '../resources';

/**
 * What the canvas shows below the node, by the names of the lists: `Send Text: Customer Service Message`. The editor knows
 * parameters only by their values, so the expression brings the names with it.
 */
export function subtitle(): string {
	const names = OPERATIONS.map(({ resource, option }) => {
		const shown = RESOURCES.find(({ value }) => value === resource)?.name ?? resource;
		return [`${resource} ${option.value}`, shown === option.name ? shown : `${option.name}: ${shown}`];
	});
	const table = JSON.stringify(Object.fromEntries(names));
	const name = `(${table})[$parameter["resource"] + " " + $parameter["operation"]] ?? "Custom API Call"`;
	// Stands first, since the end of a long line is cut off: whoever forgot the option sees on the canvas why nothing is sent.
	return `={{ ($parameter["options"]?.onlyPreview === true ? "Only preview, " : "") + (${name}) }}`;
}
