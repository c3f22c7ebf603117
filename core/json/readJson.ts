import { parseExact } from './parseExact';

/** Ids that push events carry as text: an answer must give the same id as the same text, even if it is a small number. */
const ID_KEYS = /^(msgid|msg_id|msg_data_id|MsgID|MsgId)$/;
/** Ten times the depth of WeChat's answers; deeper ones come from somebody else. */
const MAX_DEPTH = 100;
const CONTROL = new RegExp(`[${String.fromCharCode(0)}-${String.fromCharCode(31)}]`, 'g');

/**
 * Parses an answer of WeChat without damage: integers beyond 2^53 and message ids become strings; raw control characters inside texts (they
 * occur in nicknames) are accepted.
 *
 * @param text the body
 * @returns the value, or undefined when the text is not JSON, or nested far deeper than any answer of WeChat
 */
export function readJson(text: string): unknown {
	const value = parseLenient(text);
	return value !== undefined && stringifyIds(value, 0) ? value : undefined;
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

/** @returns whether the value is nested as little as WeChat's answers are; what comes after recurses, too */
function stringifyIds(value: unknown, depth: number): boolean {
	if (typeof value !== 'object' || value === null) return true;
	if (depth > MAX_DEPTH) return false;
	return Object.entries(value).every(([key, child]) => {
		if (typeof child !== 'number' || !ID_KEYS.test(key)) return stringifyIds(child, depth + 1);
		Object.assign(value, { [key]: String(child) });
		return true;
	});
}
