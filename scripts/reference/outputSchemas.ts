import type { PushMeta } from '../../core/push/toOutput';
import type { PushType } from '../../core/push/types';
import { sampleOutput } from './sampleOutput';

type Schema =
	| { type: 'string' | 'boolean' | 'number' }
	| { type: 'object'; properties: Record<string, Schema> }
	| { type: 'array'; items?: Schema };

/** Properties of `meta` that exist only when something went wrong. */
const PROBLEMS: Pick<PushMeta, 'media' | 'relay'> = {
	media: { problem: '', errcode: 0 },
	relay: { lost: 0, receivers: [{ host: '', lost: 0, relayed: 0, since: '', problem: '' }] },
};

/**
 * Writes the schema with which the editor offers the fields of the trigger before it has run.
 *
 * @param types all kinds of pushes
 * @returns JSON in n8n's format for `__schema__`: the union of all samples
 */
export function triggerSchema(types: readonly PushType[]): string {
	const union = types.map(typeSchema).reduce(merge);
	return `${JSON.stringify({ ...union, version: 1 }, null, 2)}\n`;
}

/**
 * Writes the schema of the WeChat OAuth Trigger in the same format.
 *
 * @param item of a login with every option
 */
export function loginSchema(item: object): string {
	return `${JSON.stringify({ ...schemaOf(item), version: 1 }, null, 2)}\n`;
}

/**
 * Writes the schema of one operation of the WeChat node in the same format.
 *
 * @param items of its output; at least one
 */
export function itemsSchema(items: readonly object[]): string {
	return `${JSON.stringify({ ...items.map(schemaOf).reduce(merge), version: 1 }, null, 2)}\n`;
}

function typeSchema(type: PushType): Schema {
	const sometimes = (type.sometimes ?? []).map((name) => [name, '']);
	const { meta, ...elements } = sampleOutput(type);
	return schemaOf({ ...elements, ...Object.fromEntries(sometimes), meta: { ...meta, ...PROBLEMS } });
}

function schemaOf(value: unknown): Schema {
	if (Array.isArray(value))
		return value.length === 0 ? { type: 'array' } : arrayOf(value.map(schemaOf).reduce(merge));
	if (typeof value !== 'object' || value === null) return { type: leafType(value) };
	const entries = Object.entries(value).map(([name, child]) => [name, schemaOf(child)] as const);
	return { type: 'object', properties: Object.fromEntries(entries) };
}

function arrayOf(items: Schema): Schema {
	return { type: 'array', items };
}

function leafType(value: unknown): 'string' | 'boolean' | 'number' {
	return typeof value === 'boolean' || typeof value === 'number'
		? (typeof value as 'boolean' | 'number')
		: 'string';
}

/** Merges schemas: an element has the same type in every push; objects get the properties of both. */
function merge(a: Schema, b: Schema): Schema {
	if (a.type === 'array' && b.type === 'array') {
		if (!a.items || !b.items) return a.items ? a : b;
		return arrayOf(merge(a.items, b.items));
	}
	if (a.type !== 'object' || b.type !== 'object') return a;
	const properties = { ...a.properties };
	for (const [name, schema] of Object.entries(b.properties)) {
		const known = properties[name];
		properties[name] = known ? merge(known, schema) : schema;
	}
	return { type: 'object', properties };
}
