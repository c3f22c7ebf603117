import { IDENTITY } from './documentedElements';
import { areChildrenOfRoot, type FoundElement, readPlainElements, toElement } from './plainElements';
import { readStandardXml } from './readStandardXml';
import { separateTexts } from './separateTexts';
import { malformedXml, type XmlElement } from './xmlElement';

export type { XmlElement, XmlValue } from './xmlElement';

const ROOT_OPEN = /\ufeff?(?:<\?xml[ \t\r\n][^<>]*\?>)?[ \t\r\n]*<xml>/y;
const ROOT_CLOSE = '</xml>';
const AFTER_ROOT = /[ \t\r\n]*$/y;
const NONE: ReadonlySet<string> = new Set();

/** WeChat only sends its own dialect; other XML is read up to this length only, since that is slow. */
const MAX_STANDARD = 65_536;

/**
 * Reads one `<xml>` document in the form that WeChat pushes: elements without attributes, each text in one CDATA section, everything else
 * bare or nested.
 *
 * WeChat does not escape `]]>` in what users write. Such a text is returned as written, whatever it looks like: it neither ends its own
 * element nor adds others. See docs/decisions/009. Documents that do not follow this dialect are read as ordinary XML: attributes, comments
 * and processing instructions are dropped.
 *
 * Text is kept exactly as sent: white space, line ends, control characters. Bare text stays text as well (leading zeros, 64-bit ids). Empty
 * elements are empty strings; white space between child elements is dropped; repeated elements become arrays, `item` and `List` also when
 * there is only one. DOCTYPE, other root elements and text beside child elements are refused.
 *
 * @param text the decoded document
 * @throws ProtocolError `malformed`, never anything else
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html
 */
export function readXml(text: string): XmlElement {
	const elements = readDialect(text);
	if (elements) return toElement(elements);
	if (text.length > MAX_STANDARD) throw malformedXml('it is not well-formed');
	return readStandardXml(text);
}

function readDialect(text: string): FoundElement[] | undefined {
	ROOT_OPEN.lastIndex = 0;
	if (!ROOT_OPEN.test(text)) return undefined;
	const from = ROOT_OPEN.lastIndex;
	const to = text.lastIndexOf(ROOT_CLOSE);
	AFTER_ROOT.lastIndex = to + ROOT_CLOSE.length;
	if (to < from || !AFTER_ROOT.test(text)) return undefined;
	const { elements, end } = readPlainElements(text, from, 1);
	const plain = end === to ? elements : undefined;
	if (plain && areChildrenOfRoot(plain, NONE)) return plain;
	const separated = separateTexts(text, from, to) ?? plain;
	return separated && withOneIdentity(separated);
}

/** Keeps only the first of each element that identifies the push: WeChat writes these first. */
function withOneIdentity(elements: readonly FoundElement[]): FoundElement[] {
	const seen = new Set<string>();
	return elements.filter(({ name }) => {
		const isSecond = IDENTITY.has(name) && seen.has(name);
		seen.add(name);
		return !isSecond;
	});
}
