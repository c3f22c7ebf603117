import { allText, type MarkdownNode } from './MarkdownNode';

/** What a callout of each type is called above Chinese text; above other text, its type is. */
const NAMES: Readonly<Record<string, string>> = {
	note: '备注',
	info: '信息',
	tip: '提示',
	hint: '提示',
	important: '重要',
	warning: '警告',
	attention: '注意',
	caution: '注意',
	danger: '危险',
	error: '错误',
	bug: '缺陷',
	todo: '待办',
	abstract: '摘要',
	summary: '摘要',
	tldr: '摘要',
	success: '完成',
	check: '完成',
	done: '完成',
	question: '问题',
	help: '帮助',
	faq: '常见问题',
	failure: '失败',
	fail: '失败',
	missing: '缺失',
	example: '示例',
	quote: '引用',
	cite: '引用',
};

/** The first line of a callout; Obsidian folds those with a sign behind the type. */
const HEAD = /^\[!([a-z][a-z-]{0,30})\][+-]?[ \t]*/i;
const HAN = /\p{Script=Han}/u;

/**
 * Gives a quote that is a callout (GitHub's alerts, Obsidian's callouts) a heading in bold: the title behind its type, or what its type is
 * called. Other quotes stay.
 *
 * @param quote changed in place
 */
export function nameCallout(quote: MarkdownNode): void {
	const [first, ...others] = quote.children ?? [];
	const [head, ...rest] = first?.children ?? [];
	const [mark, type = ''] = HEAD.exec(head?.value ?? '') ?? [];
	if (first?.type !== 'paragraph' || head?.type !== 'text' || mark === undefined) return;
	const { title, text } = divide([{ ...head, value: (head.value ?? '').slice(mark.length) }, ...rest]);
	const isChinese = HAN.test(allText(quote));
	const name =
		(isChinese && NAMES[type.toLowerCase()]) || type[0]?.toUpperCase() + type.slice(1).toLowerCase();
	const children = title.length > 0 ? title : [{ type: 'text', value: name }];
	const heading = { type: 'paragraph', children: [{ type: 'strong', children }] };
	const body = text.length > 0 ? [{ type: 'paragraph', children: text }] : [];
	quote.children = [heading, ...body, ...others];
}

/** Divides a paragraph after its first line. */
function divide(nodes: readonly MarkdownNode[]): { title: MarkdownNode[]; text: MarkdownNode[] } {
	const isEnd = ({ type, value }: MarkdownNode) =>
		type === 'break' || (type === 'text' && value?.includes('\n'));
	const at = nodes.findIndex(isEnd);
	const [before, after] = at < 0 ? [nodes, []] : [nodes.slice(0, at), nodes.slice(at + 1)];
	const [line = '', ...lines] = (nodes[at]?.value ?? '').split('\n');
	const shown = (list: readonly MarkdownNode[]) =>
		list.filter(({ type, value }) => type !== 'text' || value !== '');
	return {
		title: shown([...before, { type: 'text', value: line }]),
		text: shown([{ type: 'text', value: lines.join('\n') }, ...after]),
	};
}
