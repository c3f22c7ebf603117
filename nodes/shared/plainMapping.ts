import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../core/json/isRecord';

/** Reads a parameter's value from the JSON of an input item; undefined when n8n has to evaluate it. */
export type PlainMapping = (json: IDataObject) => unknown;

const STEP = String.raw`\.[\p{L}$][\p{L}\p{N}_$]*|\["[^"\\]+"\]|\['[^'\\]+'\]`;
/** `{{ $json.key }}`, `{{ $json["key"] }}` and longer paths, with nothing else in the field: otherwise the result would be a text. */
const PATH = new RegExp(String.raw`^=\{\{\s*\$json((?:${STEP})+)\s*\}\}$`, 'u');

const LEFT_AS_IT_IS: ReadonlySet<string> = new Set(['string', 'number', 'boolean']);

/** @returns whether a raw parameter contains an expression for n8n to evaluate */
export function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}

/**
 * Detects a parameter that only picks properties of the input item, as drag and drop in the editor writes it. n8n evaluates every
 * expression in a sandbox, which costs more processor time than the whole API call; for such a parameter that is not necessary.
 *
 * @param raw the parameter as stored in the node
 * @returns a reader of texts, numbers and booleans (anything else is left to n8n); undefined for any other expression
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
