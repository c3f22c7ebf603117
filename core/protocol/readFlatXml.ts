import { appendChild, type XmlElement } from './xmlElement';

const ROOT = '<xml>';
const CDATA_CLOSE = ']]>';

/** A child without attributes, up to the start of its CDATA section or with its one bare word. */
const CHILD = /[ \t\r\n]*<([A-Za-z_]\w*)>(?:<!\[CDATA\[|([\w.:-]*)<\/\1>)/y;
const ROOT_END = /[ \t\r\n]*<\/xml>[ \t\r\n]*$/y;

/**
 * Reads the one form in which WeChat writes envelopes and most messages: children that hold a CDATA section or a bare
 * word, nothing nested. Whatever this reads the tokenizer reads alike, at several times the cost; that keeps receiving a
 * push within three times its bare cryptography.
 *
 * @param text the document
 * @returns the children of the root, or undefined for a document of any other form, well-formed or not
 * @throws ProtocolError `malformed` for an unacceptable element name
 */
export function readFlatXml(text: string): XmlElement | undefined {
	if (!text.startsWith(ROOT)) return undefined;
	const root: XmlElement = {};
	let at = ROOT.length;
	for (;;) {
		CHILD.lastIndex = at;
		const child = CHILD.exec(text);
		if (!child) break;
		const [, name = '', word] = child;
		at = CHILD.lastIndex;
		if (word === undefined) {
			const end = text.indexOf(CDATA_CLOSE, at);
			const closingTag = `</${name}>`;
			if (end === -1 || !text.startsWith(closingTag, end + CDATA_CLOSE.length)) return undefined;
			appendChild(root, name, text.slice(at, end));
			at = end + CDATA_CLOSE.length + closingTag.length;
		} else {
			appendChild(root, name, word);
		}
	}
	ROOT_END.lastIndex = at;
	return ROOT_END.test(text) ? root : undefined;
}
