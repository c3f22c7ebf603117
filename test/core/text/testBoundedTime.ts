import { markdownToText } from '../../../core/text/markdownToText';

/** Tests that no repetition of what Markdown knows takes more than so many seconds of the processor. */
export function testBoundedTime(characters: number, atMost: number): void {
	test.each(['[', '*a ', '`', '|a', '> ', '- ', '![x](', '<a ', '_', '# \n', '长'])(
		`${characters} characters of %j are read in bounded time, and some text is left`,
		(part) => {
			const begun = process.cpuUsage().user;
			const text = markdownToText(part.repeat(Math.floor(characters / part.length)));
			const seconds = (process.cpuUsage().user - begun) / 1_000_000;
			expect({ isFast: seconds < atMost, isEmpty: text === '' }).toEqual({ isFast: true, isEmpty: false });
		},
		60_000,
	);
}
