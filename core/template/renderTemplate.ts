import type { TemplateData } from './fillTemplate';
import { PLACEHOLDER } from './templateFields';

/**
 * Fills the values of a message into the text of its template, as the follower reads it.
 *
 * @param content e.g. `商品名称{{thing1.DATA}}\n支付时间{{time2.DATA}}`
 * @param data by key; a field without a value stays empty
 * @returns the text, without empty lines at either end
 */
export function renderTemplate(content: string, data: TemplateData): string {
	return content.replace(PLACEHOLDER, (_placeholder, key: string) => data[key]?.value ?? '').trim();
}
