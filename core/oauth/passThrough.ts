import { InvalidInputError } from '../errors/WechatErrors';
import { compilePattern, type LinearPattern } from '../text/linearPattern';
import { LINK_DATA } from './linkData';
import type { LoginParams } from './LoginRecord';
import { LINK_EXPIRES, LINK_SIGN } from './signedLink';

/** A query parameter of the start link that is passed on to the workflow. */
export interface PassThroughRule {
	name: string;
	/** The whole value must match; a missing parameter counts as empty. Undefined accepts anything, including nothing. */
	pattern?: LinearPattern;
}

/** Names that have a meaning in the callback URL. */
const RESERVED: ReadonlySet<string> = new Set(['code', 'state', 'connect_redirect', LINK_DATA]);
/** Names that have a meaning in a signed link. */
const SIGNING: ReadonlySet<string> = new Set([LINK_EXPIRES, LINK_SIGN]);
const NAME = /^[A-Za-z0-9_.~-]{1,64}$/;
const MAX_VALUE_CHARACTERS = 512;
const CONTROL = /\p{Cc}/u;

/**
 * Reads the rules as the user wrote them.
 *
 * @param rows name and pattern (a regular expression; empty for none)
 * @param isSigned whether the links are signed
 * @throws InvalidInputError naming Pass-Through Query Parameters and the row
 */
export function readPassThroughRules(
	rows: readonly { name: string; pattern: string }[],
	isSigned = false,
): PassThroughRule[] {
	const seen = new Set<string>();
	return rows.map(({ name, pattern }) => {
		if (!NAME.test(name))
			throw refused(`"${name}" is not a name of 1 to 64 letters, digits, "_", "-", "." or "~"`);
		if (RESERVED.has(name))
			throw refused(`"${name}" is reserved: it has a meaning of its own on the callback address`);
		if (isSigned && SIGNING.has(name)) throw refused(`"${name}" is reserved: it is part of the signature`);
		if (seen.has(name)) throw refused(`"${name}" is listed twice`);
		seen.add(name);
		return pattern === '' ? { name } : { name, pattern: compile(name, pattern) };
	});
}

/**
 * Extracts the named parameters from a start link.
 *
 * @param query as n8n parsed it: strings, or arrays and objects when somebody tampers with it
 * @param rules from {@link readPassThroughRules}
 * @returns the values, or the name of the parameter that is not accepted
 */
export function readPassThrough(
	query: Readonly<Record<string, unknown>>,
	rules: readonly PassThroughRule[],
): { params: LoginParams } | { refused: string } {
	const params: Record<string, string> = {};
	for (const { name, pattern } of rules) {
		const value = Object.hasOwn(query, name) ? query[name] : '';
		if (typeof value !== 'string' || value.length > MAX_VALUE_CHARACTERS || CONTROL.test(value))
			return { refused: name };
		if (pattern && !pattern.matchesAll(value)) return { refused: name };
		if (Object.hasOwn(query, name)) params[name] = value;
	}
	return { params };
}

function compile(name: string, text: string): LinearPattern {
	const pattern = compilePattern(text);
	if ('matchesAll' in pattern) return pattern;
	throw refused(`the pattern of "${name}" is not a regular expression in RE2 syntax: ${pattern.problem}`);
}

function refused(rule: string): InvalidInputError {
	return new InvalidInputError(
		'Pass-Through Query Parameters',
		rule,
		'Correct the list in the WeChat OAuth Trigger, e.g. name phone with pattern 1\\d{10}. Patterns are those of JavaScript without back-references and look-around.',
	);
}
