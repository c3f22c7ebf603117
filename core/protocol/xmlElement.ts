import { ProtocolError } from './ProtocolError';

/** One element's content: text, child elements, or several elements of the same name in document order. */
export type XmlValue = string | XmlElement | XmlValue[];

/** Child elements by their official, case-sensitive name. */
export interface XmlElement {
	[name: string]: XmlValue;
}

/** Deeper than any document of the platform by a factor of three. */
export const MAX_DEPTH = 16;

/** Ends a CDATA section, as WeChat also leaves it in what people write. */
export const CDATA_CLOSE = ']]>';

/** Elements that WeChat repeats: always an array, so that a workflow need not care whether there was one or several. */
const REPEATED: ReadonlySet<string> = new Set(['fail_idx', 'item', 'List']);

/** @param name of an element that WeChat lists, so that it may stand several times in its parent */
export function isRepeatable(name: string): boolean {
	return REPEATED.has(name);
}

/**
 * Adds a child; a name that is there already becomes an array in document order.
 *
 * @param parent changed in place
 * @throws ProtocolError `malformed` for a name that would change the object instead of its content
 */
export function appendChild(parent: XmlElement, name: string, value: XmlValue): void {
	if (name === '__proto__') throw malformedXml('an element name is not acceptable');
	const existing = Object.hasOwn(parent, name) ? parent[name] : undefined;
	if (existing === undefined) parent[name] = REPEATED.has(name) ? [value] : value;
	else if (Array.isArray(existing)) existing.push(value);
	else parent[name] = [existing, value];
}

/** @param reason why a document is refused, without any of its content */
export function malformedXml(reason: string): ProtocolError {
	return new ProtocolError('malformed', `The XML document was refused: ${reason}`);
}
