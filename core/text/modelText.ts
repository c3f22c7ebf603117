/** The reasoning of a model (DeepSeek R1, Qwen), where its server leaves it in the answer. */
const THOUGHTS = /^\s*<think>[^]*?<\/think>/;

/** A line that opens a code block, or, with nothing after the marks, closes one. */
const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/**
 * Removes a model's reasoning before its answer.
 *
 * @param source as the model wrote it
 */
export function withoutThoughts(source: string): string {
	return source.replace(THOUGHTS, '');
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
