import { BoundedMap } from '../state/BoundedMap';
import { processStore } from '../state/processStore';
import { RE2JS } from '../vendor/regex';

/**
 * A user's pattern, compiled for an engine whose time grows linearly with the text: neither a careless pattern nor a hostile text can block
 * the process.
 */
export interface LinearPattern {
	/** Whether the pattern matches the whole text, using the engine's own full match instead of a modified pattern. */
	matchesAll(text: string): boolean;
	/** Whether the pattern matches somewhere in the text. */
	matchesPart(text: string): boolean;
}

const MAX_COMPILED = 200;

/** Compiled patterns; a workflow has few, and compiling costs more than matching. */
const compiled = processStore({
	name: 'compiled keyword patterns',
	bound: `${MAX_COMPILED} patterns, the latest ones`,
	elsewhere: 'compiles its own',
	create: () => new BoundedMap<LinearPattern>(MAX_COMPILED),
	size: ({ size }) => ({ patterns: size }),
});

/** Escapes and character classes, inside which nothing is syntax, and syntax that the engine does not support. */
const TOKENS = /\\[1-9]|\\k<|\\[^]|\[(?:\\[^]|[^\]\\])*\]|\(\?<?[=!]|\(\?>/g;

const UNSUPPORTED: readonly [RegExp, string][] = [
	[/^\\(?:[1-9]|k<)/, 'a back-reference'],
	[/^\(\?<?[=!]/, 'look-around'],
	[/^\(\?>/, 'an atomic group'],
];

/**
 * Compiles a pattern in RE2 syntax. JavaScript's own escapes (`\u4e00`, `\u{1F600}`) are supported too.
 *
 * @param text of the pattern
 * @param ignoreCase whether to ignore case
 * @returns the pattern, or what is wrong with it
 */
export function compilePattern(text: string, ignoreCase = false): LinearPattern | { problem: string } {
	const key = `${ignoreCase ? 'i' : 's'}${text}`;
	const known = compiled().get(key);
	if (known) return known;
	const problem = unsupportedIn(text);
	if (problem !== undefined) return { problem };
	let regex: RE2JS;
	try {
		regex = RE2JS.compile(RE2JS.translateRegExp(text), ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
	} catch (error) {
		return { problem: error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : '' };
	}
	const pattern: LinearPattern = {
		matchesAll: (value) => regex.testExact(value),
		matchesPart: (value) => regex.test(value),
	};
	compiled().set(key, pattern);
	return pattern;
}

function unsupportedIn(text: string): string | undefined {
	for (const [token] of text.matchAll(TOKENS)) {
		const name = UNSUPPORTED.find(([syntax]) => syntax.test(token))?.[1];
		if (name !== undefined) return `${token} is ${name}, which the engine does not support`;
	}
	return undefined;
}
