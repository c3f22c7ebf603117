/** What a reasoning model (DeepSeek R1, Qwen) thinks before it answers, where its server leaves that in the answer. */
const THOUGHTS = /^\s*<think>[^]*?<\/think>/i;

/** Opens a code block, or ends one where nothing follows the marks. */
const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/**
 * Leaves out what a model thought before it answered.
 *
 * @param source as the model wrote it
 */
export function withoutThoughts(source: string): string {
	return source.replace(THOUGHTS, '');
}

/**
 * Takes a text out of the code block that models put around a whole answer, ```` ```markdown ````. A text that only begins and ends with
 * code blocks stays as it is.
 *
 * @param source with line breaks of one character
 * @param languages that say what the text is, in small letters
 */
export function withoutFence(source: string, languages: readonly string[]): string {
	const [first = '', ...others] = source.trim().split('\n');
	const last = others.pop() ?? '';
	const [, marks = '', language = ''] = FENCE.exec(first) ?? [];
	if (!languages.includes(language.trim().toLowerCase()) || last.trim() !== marks) return source;
	const fences = others.flatMap((line) => FENCE.exec(line)?.[2] ?? []);
	// Blocks inside begin with a language and end without one; anything else is the end of the first block.
	const areWhole = fences.every((info, index) => (info.trim() === '') === (index % 2 === 1));
	return areWhole && fences.length % 2 === 0 ? others.join('\n') : source;
}
