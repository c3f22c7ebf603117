import { InvalidInputError } from '../errors/WechatErrors';
import { foldText } from '../text/foldText';
import { compilePattern } from '../text/linearPattern';

/** One line of the keyword filter. */
export interface Keyword {
	match: 'equals' | 'contains' | 'regex';
	text: string;
	ignoreCase: boolean;
}

type Test = (content: string) => boolean;

/**
 * Makes one test out of the keyword filter; a text passes when any line matches it.
 *
 * Patterns run on RE2, whose time grows linearly with the length of the text, so neither a careless pattern nor a hostile message can block
 * the process; it has no back-references and no look-around. Patterns see the message as written, except for surrounding white space; the
 * other lines treat full-width characters as their ASCII equivalents.
 *
 * @param keywords lines of the filter
 * @returns undefined when there is no line
 * @throws InvalidInputError for an empty line or a pattern that does not compile
 */
export function keywordFilter(keywords: readonly Keyword[]): Test | undefined {
	if (keywords.length === 0) return undefined;
	const tests = keywords.map(testOf);
	return (content) => tests.some((test) => test(content));
}

function testOf({ match, text, ignoreCase }: Keyword): Test {
	if (text.trim() === '') {
		throw new InvalidInputError('Keyword', 'is empty', 'Enter a text, or remove the line from the filter.');
	}
	if (match === 'regex') return patternTest(text, ignoreCase);
	const wanted = foldText(text, ignoreCase);
	return match === 'equals'
		? (content) => foldText(content, ignoreCase) === wanted
		: (content) => foldText(content, ignoreCase).includes(wanted);
}

function patternTest(text: string, ignoreCase: boolean): Test {
	const pattern = compilePattern(text, ignoreCase);
	if ('matchesPart' in pattern) return (content) => pattern.matchesPart(content.trim());
	throw new InvalidInputError(
		'Keyword',
		`${JSON.stringify(text)} is not a valid pattern: ${pattern.problem}`,
		'Use the RE2 syntax: as in JavaScript, without back-references (\\1) and look-around ((?=…), (?<!…)).',
	);
}
