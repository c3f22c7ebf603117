import type { ApiAnswer } from '../../../../core/api/wire';

/**
 * Where the page of comments after this one begins.
 *
 * Against the page of the API, `total` is the number of comments in the answer, as developers found, and `comment_cnt`, which the page does
 * not name, the number of all. So a full page is never taken for the last one.
 *
 * @param page `begin` and `count` that were asked for, and how many comments came
 * @param answer of WeChat
 * @returns undefined after the last page
 * @see https://developers.weixin.qq.com/community/develop/doc/0008820e9f05303276bce163c5b000
 */
export function nextBegin(
	{ begin, count, found }: { begin: number; count: number; found: number },
	answer: ApiAnswer,
): number | undefined {
	const { total = 0, comment_cnt: all = 0 } = answer.kind === 'json' ? answer.data : {};
	const known = Math.max(Number(total), Number(all)) || 0;
	const next = begin + found;
	const isLast = found === 0 || (found < count && next >= known);
	return isLast ? undefined : next;
}
