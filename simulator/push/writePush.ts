import type { XmlNode, XmlTree } from '../../core/protocol/writeXml';

/**
 * Writes a push as the platform does: every text in one CDATA section, with nothing escaped in it. What a follower types
 * between `]]>` and the genuine end therefore looks like markup to whoever reads it as ordinary XML.
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
