import { ProtocolError } from './ProtocolError';

/** One element's content: text, child elements, or several elements of the same name in document order. */
export type XmlValue = string | XmlElement | XmlValue[];

/** Child elements by their official, case-sensitive name. */
export interface XmlElement {
	[name: string]: XmlValue;
}

/** Three times the depth of the deepest document of WeChat. */
export const MAX_DEPTH = 16;

/** The end of a CDATA section, which WeChat does not escape in what users write. */
export const CDATA_CLOSE = ']]>';

/** Elements that WeChat repeats: always an array, so that a workflow sees the same structure for one as for several. */
const REPEATED: ReadonlySet<string> = new Set(['fail_idx', 'item', 'List']);

/** @param name of an element that WeChat repeats, so that it may occur several times in its parent */
export function isRepeatable(name: string): boolean {
	return REPEATED.has(name);
}

/**
 * Adds a child; if the name is already there, its value becomes an array in document order.
 *
 * @param parent changed in place
 * @throws ProtocolError `malformed` for a name that would set the object's prototype
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
