/** One field in the content of a template. */
export interface TemplateField {
	/** Without `.DATA`, e.g. `thing1`. */
	key: string;
	/** The label before the placeholder, e.g. `商品名称`; may be empty. */
	label: string;
}

/** A field in the content of a template; its first group is the key. */
export const PLACEHOLDER = /\{\{\s*([A-Za-z0-9_]+)\.DATA\s*\}\}/g;

/** Longer than any text before a field. */
const LONGEST_LABEL = 1_000;

/**
 * Reads the fields of a template from its content.
 *
 * @param content e.g. `商品名称{{thing1.DATA}}\n支付时间{{time2.DATA}}`
 * @returns each key once, in the order of the content; the label is the text after the last punctuation in the last line before the
 *   placeholder
 * @see https://developers.weixin.qq.com/doc/service/api/notify/template/api_getalltemplates.html
 */
export function readTemplateFields(content: string): TemplateField[] {
	const labels = new Map<string, string>();
	let end = 0;
	for (const match of content.matchAll(PLACEHOLDER)) {
		const key = match[1] ?? '';
		if (!labels.has(key)) labels.set(key, labelIn(content.slice(end, match.index)));
		end = match.index + match[0].length;
	}
	return [...labels].map(([key, label]) => ({ key, label }));
}

function labelIn(text: string): string {
	const lines = text
		.slice(-LONGEST_LABEL)
		.split(/[\r\n]+/)
		.map((line) => line.trim().replace(/[\s:：]+$/, ''));
	const line = lines.filter((one) => one !== '').pop() ?? '';
	return (line.split(/[，,。；;！!？?]/).pop() ?? '').trim();
}
