/** The reasoning of a model (DeepSeek R1, Qwen), where its server leaves it in the answer, in one or several parts. */
const THOUGHTS = /^(?:\s*<(think|thinking)>[^]*?<\/\1>)+/i;

/** The end of reasoning whose beginning is missing: the server took the first mark for a part of the prompt. */
const END_OF_THOUGHTS = /<\/think(?:ing)?>[ \t]*(?:\n|$)/i;
const BEGINNING = /<think(?:ing)?>/i;

/** A line that opens a code block, or, with nothing after the marks, closes one. */
const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/**
 * Removes a model's reasoning before its answer.
 *
 * @param source as the model wrote it
 */
export function withoutThoughts(source: string): string {
	const answer = source.replace(THOUGHTS, '');
	const end = END_OF_THOUGHTS.exec(answer);
	if (!end || BEGINNING.test(answer.slice(0, end.index))) return answer;
	return answer.slice(end.index + end[0].length);
}

/**
 * Removes the code block that models put around a whole answer (```` ```markdown ````). A text that only begins and ends with separate code
 * blocks stays unchanged.
 *
 * @param source with `\n` as line break
 * @param languages of the code block, in lower case, for which it is removed
 */
export function withoutFence(source: string, languages: readonly string[]): string {
	const [first = '', ...others] = source.trim().split('\n');
	const last = others.pop() ?? '';
	const [, marks = '', language = ''] = FENCE.exec(first) ?? [];
	if (!languages.includes(language.trim().toLowerCase()) || last.trim() !== marks) return source;
	const fences = others.flatMap((line) => FENCE.exec(line)?.[2] ?? []);
	// Inner blocks open with a language and close without one; anything else means that the first block ends before the last line.
	const areWhole = fences.every((info, index) => (info.trim() === '') === (index % 2 === 1));
	return areWhole && fences.length % 2 === 0 ? others.join('\n') : source;
}

/** The language of a code block that a line opens or, with an empty one, closes; undefined for any other line. */
function fenceOf(line: string): string | undefined {
	return FENCE.exec(line)?.[2]?.trim().toLowerCase();
}

/** The most that a model says before and after an article that it gives in a code block, compared with the article. */
const MOST_SAID = 1 / 5;

/**
 * Removes the code block that models put around an article, and what they say before and after it ("Here is the article: …"). A code block
 * that is a part of the article stays: one beside other code blocks, or beside more than a few words.
 *
 * @param source Markdown with `\n` as line break
 * @returns the article
 */
export function markdownInFence(source: string): string {
	const whole = withoutFence(source, ['markdown', 'md']);
	if (whole !== source) return whole;
	const lines = source.split('\n');
	const fences = lines.map(fenceOf);
	const first = fences.findIndex((language) => language !== undefined);
	const last = fences.lastIndexOf('');
	if (first < 0 || last <= first) return source;
	const block = lines.slice(first, last + 1).join('\n');
	const article = withoutFence(block, ['markdown', 'md']);
	const said = [...lines.slice(0, first), ...lines.slice(last + 1)];
	const isFew =
		said.join('').length <= article.length * MOST_SAID && said.every((line) => fenceOf(line) === undefined);
	return article !== block && isFew ? article : source;
}

/**
 * Takes HTML out of the code block that models put it in, even if they say something before and after it, or did not close the block.
 *
 * @param source HTML with `\n` as line break
 * @returns the HTML; the unchanged source where there is markup before the first code block
 */
export function htmlInFence(source: string): string {
	const lines = source.split('\n');
	const first = lines.findIndex((line) => ['', 'html'].includes(fenceOf(line) ?? 'none'));
	if (first < 0 || lines.slice(0, first).join('').includes('<')) return source;
	const last = lines.findIndex((line, index) => index > first && fenceOf(line) === '');
	return lines.slice(first + 1, last < 0 ? undefined : last).join('\n');
}
