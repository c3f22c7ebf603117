import { SaxesParser } from '../vendor/xml';
import { liftCdata } from './liftCdata';
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

/** Half a surrogate pair: cannot come out of UTF-8, and would make the tokenizer swallow the character after it. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;
const NOT_WHITE_SPACE = /[^ \t\r\n]/;

interface Frame {
	name: string;
	text: string;
	children: XmlElement | undefined;
}

/**
 * Reads one `<xml>` document as WeChat pushes it.
 *
 * CDATA, in which WeChat sends all text, is kept exactly as sent: white space, line ends, control characters. Bare text
 * stays text as well (leading zeros, 64-bit ids), under XML's own rules for line ends and characters. Empty elements are
 * empty strings; white space between child elements is dropped; repeated elements become arrays, `item` and `List` also
 * when there is only one; attributes, comments and processing instructions are dropped. DOCTYPE, entities other than
 * XML's own five, other root elements and text beside child elements are refused.
 *
 * @param text the decoded document
 * @throws ProtocolError `malformed`, never anything else
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html
 */
export function readXml(text: string): XmlElement {
	const { skeleton, sections } = liftCdata(text);
	if (LONE_SURROGATE.test(skeleton)) throw malformed('it is not well-formed');
	const root = parse(skeleton, sections);
	if (typeof root !== 'string') return root;
	if (NOT_WHITE_SPACE.test(root)) throw malformed('the root element holds text');
	return {};
}

function parse(skeleton: string, sections: readonly string[]): string | XmlElement {
	const stack: Frame[] = [];
	let lifted = 0;
	let root: string | XmlElement = '';
	// A declared XML 1.1 would have further characters read as line ends.
	const parser = new SaxesParser({ position: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
	parser.on('error', () => {
		throw malformed('it is not well-formed');
	});
	parser.on('doctype', () => {
		throw malformed('a DOCTYPE is not accepted');
	});
	parser.on('opentag', ({ name }) => {
		if (stack.length === 0 && name !== 'xml') throw malformed('the root element is not <xml>');
		if (stack.length >= MAX_DEPTH) throw malformed(`it is nested deeper than ${MAX_DEPTH} levels`);
		if (name === '__proto__') throw malformed('an element name is not acceptable');
		stack.push({ name, text: '', children: undefined });
	});
	const onText = (text: string) => {
		const frame = stack.at(-1);
		if (frame) frame.text += text;
	};
	parser.on('text', onText);
	parser.on('cdata', () => onText(sections[lifted++] ?? ''));
	parser.on('closetag', () => {
		const frame = stack.pop() as Frame;
		const value = valueOf(frame);
		const parent = stack.at(-1);
		if (parent) append((parent.children ??= {}), frame.name, value);
		else root = value;
	});
	parser.write(skeleton).close();
	return root;
}

function valueOf(frame: Frame): string | XmlElement {
	if (!frame.children) return frame.text;
	if (NOT_WHITE_SPACE.test(frame.text)) throw malformed('text stands beside child elements');
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
