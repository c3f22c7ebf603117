import type { XmlNode, XmlTree } from '../../core/protocol/writeXml';

/**
 * Writes a push as the platform does: every text in one CDATA section, without escaping. So what a follower types between `]]>` and the
 * real end looks like markup to a parser of ordinary XML.
 *
 * @param content the elements, in the order to be written
 */
export function writePush(content: XmlTree): string {
	return `<xml>${children(content)}</xml>`;
}

function children(tree: XmlTree): string {
	return Object.entries(tree)
		.flatMap(([name, node]) =>
			(node === undefined ? [] : [node].flat()).map((one) => `<${name}>${inner(one)}</${name}>`),
		)
		.join('');
}

function inner(node: XmlNode): string {
	if (typeof node === 'string') return `<![CDATA[${node}]]>`;
	return typeof node === 'object' ? children(node as XmlTree) : String(node);
}
