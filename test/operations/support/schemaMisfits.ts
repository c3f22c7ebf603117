/** What n8n reads of a schema. */
export interface FieldSchema {
	type: 'array' | 'boolean' | 'number' | 'object' | 'string';
	properties?: Record<string, FieldSchema>;
	items?: FieldSchema;
}

/**
 * Looks for what a schema does not foresee.
 *
 * @param value JSON
 * @param place names the value in the findings
 */
export function misfits(schema: FieldSchema, value: unknown, place: string): string[] {
	const type = Array.isArray(value) ? 'array' : typeof value;
	if (type !== schema.type) return [`${place} is ${type}, not ${schema.type}`];
	if (Array.isArray(value)) {
		return value.flatMap((element, index) =>
			schema.items ? misfits(schema.items, element, `${place}[${index}]`) : [`${place} has unknown elements`],
		);
	}
	if (type !== 'object') return [];
	return Object.entries(value as object).flatMap(([name, child]) => {
		const known = schema.properties?.[name];
		return known ? misfits(known, child, `${place}.${name}`) : [`${place}.${name} is not in the schema`];
	});
}
