/** The answer of an API. 64-bit ids are bigints and are printed as bare numbers, as by the platform. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;

/** A JSON object; keys with `undefined` are left out. */
export interface JsonObject {
	readonly [key: string]: Json | undefined;
}

/** Escapes that standard JSON requires but the platform does not write. */
const CONTROL_ESCAPE = /\\u00([01][0-9a-f])/g;

/**
 * Prints an answer as the platform does: 64-bit integers bare, control characters in text raw (which strict JSON parsers
 * refuse), everything else standard.
 */
export function printJson(value: Json | undefined): string {
	if (typeof value === 'string') return printString(value);
	if (typeof value === 'bigint') return value.toString();
	if (value === null || value === undefined || typeof value !== 'object')
		return JSON.stringify(value) ?? 'null';
	if (isList(value)) return `[${value.map(printJson).join(',')}]`;
	let text = '';
	for (const key of Object.keys(value)) {
		const member = value[key];
		if (member !== undefined) text += `${text ? ',' : ''}${printString(key)}:${printJson(member)}`;
	}
	return `{${text}}`;
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
	return Array.isArray(value);
}

function printString(text: string): string {
	const standard = JSON.stringify(text);
	if (!standard.includes('\\u00')) return standard;
	// An escaped backslash before `u00` is text, not an escape.
	return standard
		.split('\\\\')
		.map((part) =>
			part.replace(CONTROL_ESCAPE, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		)
		.join('\\\\');
}
