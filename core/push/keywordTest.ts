import { InputRefused } from '../errors/WechatErrors';
import { RE2JS } from '../vendor/regex';

/** One line of the keyword filter. */
export interface Keyword {
	match: 'equals' | 'contains' | 'regex';
	text: string;
	ignoreCase: boolean;
}

type Test = (content: string) => boolean;

/** Compiled patterns; a workflow has few, and compiling costs more than matching. */
const compiled = new Map<string, Test>();
const MAX_COMPILED = 200;

/**
 * Makes one test out of the keyword filter; a text passes when it matches any line.
 *
 * Patterns run on an engine whose time grows only with the length of the text, so neither a careless pattern nor a
 * hostile message can hold up the process; back-references and look-around do not exist there.
 *
 * @param keywords lines of the filter
 * @returns undefined when there is no line
 * @throws InputRefused for an empty line or a pattern that does not compile
 */
export function keywordTest(keywords: readonly Keyword[]): Test | undefined {
	if (keywords.length === 0) return undefined;
	const tests = keywords.map(testOf);
	return (content) => tests.some((test) => test(content));
}

function testOf({ match, text, ignoreCase }: Keyword): Test {
	if (text.trim() === '') {
		throw new InputRefused('Keyword', 'is empty', 'Enter a text, or remove the line from the filter.');
	}
	if (match === 'regex') return patternTest(text, ignoreCase);
	const fold = (value: string) => (ignoreCase ? value.toLowerCase() : value);
	const wanted = fold(text.trim());
	return match === 'equals'
		? (content) => fold(content).trim() === wanted
		: (content) => fold(content).includes(wanted);
}

function patternTest(pattern: string, ignoreCase: boolean): Test {
	const key = `${ignoreCase ? 'i' : 's'}${pattern}`;
	const known = compiled.get(key);
	if (known) return known;
	const test = compile(pattern, ignoreCase);
	if (compiled.size >= MAX_COMPILED) compiled.clear();
	compiled.set(key, test);
	return test;
}

function compile(pattern: string, ignoreCase: boolean): Test {
	const regex = tryCompile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
	if (regex) return (content) => regex.matcher(content).find();
	throw new InputRefused(
		'Keyword',
		`${JSON.stringify(pattern)} is not a valid pattern`,
		'Use the RE2 syntax: as in JavaScript, without back-references (\\1) and look-around ((?=…), (?<!…)).',
	);
}

function tryCompile(pattern: string, flags: number): RE2JS | undefined {
	try {
		return RE2JS.compile(pattern, flags);
	} catch {
		return undefined;
	}
}
