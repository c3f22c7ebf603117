import type { INodeProperties } from 'n8n-workflow';

/** What the editor shows for one operation, from top to bottom. */
export interface Form {
	resource: string;
	operation: string;
	fields: readonly INodeProperties[];
}

/** A field, and the operations whose forms have it. */
interface SharedField {
	field: INodeProperties;
	/** Equal for fields that differ in nothing but their operations. */
	definition: string;
	resources: ReadonlySet<string>;
	operations: ReadonlySet<string>;
}

/**
 * Turns the forms of all operations into the properties of one node. Operations with the same field share one property, because
 * n8n goes through all properties of a node, several times, whenever it loads a workflow that has the node: for every webhook
 * request and every execution (decision 020).
 *
 * @param forms of all operations, those of a resource one after the other
 * @returns properties of which each form shows exactly its own fields, in its own order
 */
export function shareFields(forms: readonly Form[]): INodeProperties[] {
	const exists = new Set(forms.map(({ resource, operation }) => pairOf(resource, operation)));
	const resources = new Set(forms.map(({ resource }) => resource));
	const byResource = [...resources].map((resource) =>
		mergeLists(
			forms.filter((form) => form.resource === resource).map(fieldsOf),
			// Every operation of one resource can be named without meaning another one.
			() => true,
		),
	);
	return mergeLists(byResource, (one, other) => isExact(one, other, exists)).map(toProperty);
}

function fieldsOf({ resource, operation, fields }: Form): SharedField[] {
	return fields.map((field) => ({
		field,
		definition: JSON.stringify(field),
		resources: new Set([resource]),
		operations: new Set([operation]),
	}));
}

/** Merges lists into one that has the entries of each in their order. */
function mergeLists(
	lists: readonly (readonly SharedField[])[],
	mayShare: (one: SharedField, other: SharedField) => boolean,
): SharedField[] {
	const merged: SharedField[] = [];
	for (const list of lists) {
		let next = 0;
		for (const entry of list) {
			const place = merged.findIndex(
				(other, index) => index >= next && other.definition === entry.definition && mayShare(other, entry),
			);
			const same = merged[place];
			if (same) merged[place] = joined(same, entry);
			else merged.splice(next, 0, entry);
			next = (same ? place : next) + 1;
		}
	}
	return merged;
}

function joined(one: SharedField, other: SharedField): SharedField {
	return {
		...one,
		resources: new Set([...one.resources, ...other.resources]),
		operations: new Set([...one.operations, ...other.operations]),
	};
}

/** n8n shows a field for each of its resources with each of its operations: none of these may be an operation without it. */
function isExact(one: SharedField, other: SharedField, exists: ReadonlySet<string>): boolean {
	const both = joined(one, other);
	return [...both.resources].every((resource) =>
		[...both.operations].every(
			(operation) =>
				!exists.has(pairOf(resource, operation)) ||
				[one, other].some((part) => part.resources.has(resource) && part.operations.has(operation)),
		),
	);
}

function pairOf(resource: string, operation: string): string {
	return `${resource} ${operation}`;
}

function toProperty({ field, resources, operations }: SharedField): INodeProperties {
	return {
		...field,
		displayOptions: {
			...field.displayOptions,
			// First resource and operation: n8n stops at the first condition whose parameter is an expression and shows the field.
			show: {
				resource: [...resources],
				operation: [...operations],
				...field.displayOptions?.show,
			},
		},
	};
}
