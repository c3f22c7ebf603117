import { SaxesParser } from '../vendor/xml';
import { liftCdata } from './liftCdata';
import { appendChild, malformedXml, MAX_DEPTH, type XmlElement } from './xmlElement';

/** A lone surrogate: it cannot come from valid UTF-8, and would make the tokenizer swallow the next character. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;
const NOT_WHITE_SPACE = /[^ \t\r\n]/;

interface Frame {
	name: string;
	text: string;
	children: XmlElement | undefined;
}

/**
 * Reads a document as ordinary XML, in which the first `]]>` ends a CDATA section. {@link readXml} decides whether that is
 * what WeChat meant.
 *
 * @param text the decoded document
 * @throws ProtocolError `malformed`, never anything else
 */
export function readStandardXml(text: string): XmlElement {
	const { skeleton, sections } = liftCdata(text);
	if (LONE_SURROGATE.test(skeleton)) throw malformedXml('it is not well-formed');
	const root = tokenize(skeleton, sections);
	if (typeof root !== 'string') return root;
	if (NOT_WHITE_SPACE.test(root)) throw malformedXml('the root element holds text');
	return {};
}

function tokenize(skeleton: string, sections: readonly string[]): string | XmlElement {
	const stack: Frame[] = [];
	let lifted = 0;
	let root: string | XmlElement = '';
	// In a document declared as XML 1.1 further characters would count as line ends.
	const parser = new SaxesParser({ position: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
	parser.on('error', () => {
		throw malformedXml('it is not well-formed');
	});
	parser.on('doctype', () => {
		throw malformedXml('a DOCTYPE is not accepted');
	});
	parser.on('opentag', ({ name }) => {
		if (stack.length === 0 && name !== 'xml') throw malformedXml('the root element is not <xml>');
		if (stack.length >= MAX_DEPTH) throw malformedXml(`it is nested deeper than ${MAX_DEPTH} levels`);
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
		const value = contentOf(frame);
		const parent = stack.at(-1);
		if (parent) appendChild((parent.children ??= {}), frame.name, value);
		else root = value;
	});
	parser.write(skeleton).close();
	return root;
}

function contentOf(frame: Frame): string | XmlElement {
	if (!frame.children) return frame.text;
	if (NOT_WHITE_SPACE.test(frame.text)) throw malformedXml('text stands beside child elements');
	return frame.children;
}
