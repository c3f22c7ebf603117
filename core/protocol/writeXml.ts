/** Input of {@link writeXml}: text, numbers, nested elements, or a list of elements that share a name. */
export type XmlTree = { readonly [name: string]: XmlNode | undefined };
/** One value of an {@link XmlTree}; `undefined` omits the element. */
export type XmlNode = string | number | bigint | XmlTree | readonly (string | number | bigint | XmlTree)[];

/**
 * Writes one `<xml>` document in the form that WeChat uses: strings as CDATA, numbers bare, nested objects as nested elements, arrays as
 * repeated elements. Element names are the caller's and are not escaped.
 *
 * A `]]>` inside text is split across two CDATA sections, so any text is preserved.
 *
 * @param content the children of the root element, in the order to be written
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html
 */
export function writeXml(content: XmlTree): string {
	return `<xml>${children(content)}</xml>`;
}

function children(tree: XmlTree): string {
	return Object.entries(tree)
		.map(([name, node]) => {
			if (node === undefined) return '';
			const nodes = isList(node) ? node : [node];
			return nodes.map((single) => `<${name}>${inner(single)}</${name}>`).join('');
		})
		.join('');
}

function isList(node: XmlNode): node is readonly (string | number | bigint | XmlTree)[] {
	return Array.isArray(node);
}

function inner(node: string | number | bigint | XmlTree): string {
	if (typeof node === 'string') return `<![CDATA[${node.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
	if (typeof node === 'object') return children(node);
	return String(node);
}
