import { SaxesParser } from '../vendor/xml';
import { ProtocolError } from './ProtocolError';

/** One element's content: text, child elements, or several elements of the same name in document order. */
export type XmlValue = string | XmlElement | XmlValue[];

/** Child elements by their official, case-sensitive name. */
export interface XmlElement {
	[name: string]: XmlValue;
}

/** Elements that WeChat repeats: always an array, so that a workflow need not care whether there was one or several. */
const REPEATED = new Set(['item', 'List']);

/** Deeper than any document of the platform by a factor of three. */
const MAX_DEPTH = 16;

interface Frame {
	name: string;
	text: string;
	children: XmlElement | undefined;
}

/**
 * Reads one `<xml>` document as WeChat pushes it.
 *
 * Text is kept exactly as sent (white space, line ends, leading zeros, 64-bit ids); empty elements are empty strings;
 * white space between child elements is dropped; repeated elements become arrays, `item` and `List` also when there is
 * only one. DOCTYPE, entities other than XML's own five, other root elements and text beside child elements are refused.
 *
 * @param text the decoded document
 * @throws ProtocolError `malformed`, never anything else
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html
 */
export function readXml(text: string): XmlElement {
	const carriageReturn = text.includes('\r') ? standIn(text) : '';
	const source = carriageReturn ? text.replaceAll('\r', carriageReturn) : text;
	const root = parse(source, carriageReturn ? (value) => value.replaceAll(carriageReturn, '\r') : (value) => value);
	if (typeof root === 'string') return {};
	return root;
}

/** XML parsers must turn CR LF into LF; a user's text shall arrive as it was typed, so CR travels under another name. */
function standIn(text: string): string {
	for (let code = 0xe000; code <= 0xf8ff; code++) {
		const candidate = String.fromCharCode(code);
		if (!text.includes(candidate)) return candidate;
	}
	throw malformed('it uses every private character');
}

function parse(source: string, restore: (value: string) => string): string | XmlElement {
	const stack: Frame[] = [];
	let root: string | XmlElement | undefined;
	const parser = new SaxesParser({ fragment: false, xmlns: false, position: false });
	parser.on('doctype', () => {
		throw malformed('a DOCTYPE is not accepted');
	});
	// Control characters occur in text that people paste; refusing them would lose the message.
	parser.on('error', (error) => {
		if (!error.message.includes('disallowed character')) throw malformed('it is not well-formed');
	});
	parser.on('opentag', (tag) => {
		if (stack.length === 0 && tag.name !== 'xml') throw malformed('the root element is not <xml>');
		if (stack.length >= MAX_DEPTH) throw malformed(`it is nested deeper than ${MAX_DEPTH} levels`);
		if (tag.name === '__proto__') throw malformed('an element name is not acceptable');
		stack.push({ name: tag.name, text: '', children: undefined });
	});
	const onText = (text: string) => {
		const frame = stack.at(-1);
		if (frame) frame.text += text;
	};
	parser.on('text', onText);
	parser.on('cdata', onText);
	parser.on('closetag', () => {
		const frame = stack.pop() as Frame;
		const value = valueOf(frame, restore);
		const parent = stack.at(-1);
		if (parent) append((parent.children ??= {}), frame.name, value);
		else root = value;
	});
	parser.write(source).close();
	if (root === undefined) throw malformed('it is empty');
	return root;
}

function valueOf(frame: Frame, restore: (value: string) => string): string | XmlElement {
	if (!frame.children) return restore(frame.text);
	if (restore(frame.text).trim() !== '') throw malformed('text stands beside child elements');
	return frame.children;
}

function append(children: XmlElement, name: string, value: XmlValue): void {
	const existing = Object.hasOwn(children, name) ? children[name] : undefined;
	if (existing === undefined) children[name] = REPEATED.has(name) ? [value] : value;
	else if (Array.isArray(existing)) existing.push(value);
	else children[name] = [existing, value];
}

function malformed(reason: string): ProtocolError {
	return new ProtocolError('malformed', `The XML document was refused: ${reason}`);
}
