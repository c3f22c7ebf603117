import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../core/api/isRecord';

/** Reads a parameter's value off the JSON of an input item; undefined when only n8n can tell. */
export type PlainMapping = (json: IDataObject) => unknown;

const STEP = String.raw`\.[\p{L}$][\p{L}\p{N}_$]*|\["[^"\\]+"\]|\['[^'\\]+'\]`;
/** `{{ $json.key }}`, `{{ $json["key"] }}` and longer paths, alone in the field: with text around it the result is a text. */
const PATH = new RegExp(String.raw`^=\{\{\s*\$json((?:${STEP})+)\s*\}\}$`, 'u');

const LEFT_AS_IT_IS: ReadonlySet<string> = new Set(['string', 'number', 'boolean']);

/** @returns whether n8n would evaluate something inside a raw parameter */
export function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}

/**
 * Finds out whether a parameter only picks properties of the input item, the way that drag and drop in the editor writes it.
 * n8n evaluates every expression in a sandbox, which costs more processor time than the whole call of the platform; such a
 * parameter needs none.
 *
 * @param raw the parameter as it stands in the node
 * @returns a reader for texts, numbers and booleans (anything else it leaves to n8n); undefined for any other expression
 */
export function plainMapping(raw: unknown): PlainMapping | undefined {
	if (!hasExpression(raw)) return () => raw;
	if (typeof raw === 'string') return pathReader(raw);
	const mapped = Object.entries(raw as object)
		.filter(([, value]) => hasExpression(value))
		.map(([name, value]) => ({ name, read: plainMapping(value) }));
	if (Array.isArray(raw) || mapped.some(({ read }) => read === undefined)) return undefined;
	return (json) => {
		const values: Record<string, unknown> = { ...(raw as object) };
		for (const { name, read } of mapped) {
			const value = read?.(json);
			if (value === undefined) return undefined;
			values[name] = value;
		}
		return values;
	};
}

function pathReader(expression: string): PlainMapping | undefined {
	const steps = PATH.exec(expression)?.[1];
	if (steps === undefined) return undefined;
	const path = [...steps.matchAll(new RegExp(STEP, 'gu'))].map(([step]) =>
		step.startsWith('.') ? step.slice(1) : step.slice(2, -2),
	);
	return (json) => {
		let value: unknown = json;
		for (const name of path) {
			if (!isRecord(value)) return undefined;
			value = value[name];
		}
		return LEFT_AS_IT_IS.has(typeof value) ? value : undefined;
	};
}
