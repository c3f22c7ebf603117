import { ProtocolError, resultOrRefusal } from './ProtocolError';
import { IDENTITY, readPushDialect } from './readPushDialect';
import { readStandardXml } from './readStandardXml';
import { isRepeatable, type XmlElement, type XmlValue } from './xmlElement';

export type { XmlElement, XmlValue } from './xmlElement';

/** A CDATA end that is not followed by a closing tag: somebody's text has one in it. */
const STRAY_CDATA_END = /\]\]>(?!<\/)/;

/**
 * Reads one `<xml>` document as WeChat pushes it.
 *
 * WeChat puts what people write into CDATA sections without escaping `]]>`. Where no text holds a `]]>`, the document is
 * ordinary XML. A text that does hold one either breaks the XML, or leaves its own element behind twice (the section that
 * it reopens must be closed by the genuine end). Such a document is read by WeChat's own rules instead: an element ends at
 * its last closing tag after which the rest of the document still makes sense. See docs/decisions/009.
 *
 * Text is kept exactly as sent: white space, line ends, control characters. Bare text stays text as well (leading zeros,
 * 64-bit ids). Empty elements are empty strings; white space between child elements is dropped; repeated elements become
 * arrays, `item` and `List` also when there is only one; attributes, comments and processing instructions are dropped.
 * DOCTYPE, entities other than XML's own five, other root elements and text beside child elements are refused.
 *
 * @param text the decoded document
 * @throws ProtocolError `malformed`, never anything else
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html
 */
export function readXml(text: string): XmlElement {
	const standard = resultOrRefusal(() => readStandardXml(text));
	if (!(standard instanceof ProtocolError) && !STRAY_CDATA_END.test(text) && !repeatsText(standard)) {
		return standard;
	}
	const dialect = readPushDialect(text);
	if (dialect) return dialect;
	if (standard instanceof ProtocolError) throw standard;
	return withOneIdentity(standard);
}

/** Who a push is from and what it is stands at its head; what comes later under those names is not taken. */
function withOneIdentity(element: XmlElement): XmlElement {
	const entries = Object.entries(element).map(([name, value]): [string, XmlValue] => [
		name,
		IDENTITY.has(name) && Array.isArray(value) ? (value[0] ?? '') : value,
	]);
	return Object.fromEntries(entries);
}

/** Whether an element stands twice that WeChat sends once: then a text may have added the second one. */
function repeatsText(element: XmlElement): boolean {
	return Object.entries(element).some(([name, value]) => {
		if (Array.isArray(value) && !isRepeatable(name)) return true;
		return valuesOf(value).some((one) => typeof one === 'object' && repeatsText(one as XmlElement));
	});
}

function valuesOf(value: XmlValue): XmlValue[] {
	return Array.isArray(value) ? value : [value];
}
