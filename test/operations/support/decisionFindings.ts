import type { SourceText } from './fileOf';

/** What `npm run new:operation` writes where a person has to decide. */
const MARK = /\bTODO\b/;

/** Decisions that are still to be made, with the place and what it is to hold. */
export function decisionFindings(files: readonly SourceText[]): string[] {
	return files.flatMap(({ file, text }) =>
		text
			.split('\n')
			.flatMap((line, index) => (MARK.test(line) ? [`${file}:${index + 1}: ${adviceOf(line)}`] : [])),
	);
}

/** What the mark says: the comment at the end of the line, or else the text that stands for the value. */
function adviceOf(line: string): string {
	const comment = /(?:(?<!:)\/\/|\/\*\*) (?:TODO: )?(.+?)(?: \*\/)?$/.exec(line)?.[1];
	const text = /TODO: ([^']+)/.exec(line)?.[1];
	return `decide, and delete the mark TODO: ${comment ?? text ?? line.trim()}`;
}
