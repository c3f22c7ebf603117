import { parseExact } from './parseExact';

/** Ids that push events carry as text: an answer must give the same id as the same text, even if it is a small number. */
const ID_KEYS = /^(msgid|msg_id|msg_data_id|MsgID|MsgId)$/;
const CONTROL = new RegExp(`[${String.fromCharCode(0)}-${String.fromCharCode(31)}]`, 'g');

/**
 * Parses an answer of WeChat without damage: integers beyond 2^53 and message ids become strings; raw control characters inside texts (they
 * occur in nicknames) are accepted.
 *
 * @param text the body
 * @returns the value, or undefined when the text is not JSON
 */
export function readJson(text: string): unknown {
	const value = parseLenient(text);
	if (value === undefined) return undefined;
	try {
		stringifyIds(value);
		return value;
	} catch (error) {
		// WeChat's answers are flat; thousands of levels come from somebody else.
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

const asText = (digits: string) => digits;

function parseLenient(text: string): unknown {
	try {
		return parseExact(text, asText);
	} catch {
		try {
			return parseExact(escapeControls(text), asText);
		} catch {
			return undefined;
		}
	}
}

/**
 * Escapes control characters inside string literals only; between tokens they are legal white space. A literal without an end goes to the
 * end of the text, which is not JSON then: otherwise each of its quotes would be tried as the beginning of another one.
 */
function escapeControls(text: string): string {
	return text.replace(/"(?:[^"\\]|\\[^]?)*(?:"|$)/g, (literal) =>
		literal.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
	);
}

function stringifyIds(value: unknown): void {
	if (typeof value !== 'object' || value === null) return;
	for (const [key, child] of Object.entries(value)) {
		if (typeof child === 'number' && ID_KEYS.test(key)) Object.assign(value, { [key]: String(child) });
		else stringifyIds(child);
	}
}
