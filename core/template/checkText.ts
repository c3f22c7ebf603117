import { InvalidInputError } from '../errors/WechatErrors';
import { countCharacters, cutText, excerpt } from './cutText';
import { findEmoji, removeEmoji, withoutSelectors } from './emoji';
import type { ValueRule } from './valueRules';
import { isPlain, trimText } from '../text/visibleText';

/** What to do with values that break the rule of their field. */
export type ValueCheck =
	/** Refuse before anything is sent. */
	| 'strict'
	/** Cut texts that are too long, remove emoji and turn line breaks into spaces; refuse what cannot be fixed. */
	| 'shorten'
	/** Leave the check to WeChat. */
	| 'none';

/** How to check one text. */
export interface TextCheck {
	/** Name of the field in errors. */
	title: string;
	rule: ValueRule;
	check: ValueCheck;
	/** The allowed texts, where the template fixes them. */
	options?: readonly string[];
}

const SHORTEN = 'set Options → Value Check to Shorten.';

/**
 * Checks a text against the rule of its field.
 *
 * @param text trimmed
 * @returns the text, shortened where that is wanted and possible
 * @throws InvalidInputError naming the field, its rule, the length found and the remedy
 */
export function checkText(text: string, { title, rule, check, options = [] }: TextCheck): string {
	if (check === 'none') return text;
	const shown = isPlain(text) ? text : shownText(text, title, rule, check);
	if (shown === '') return emptyText(text, title, rule);
	if (options.length > 0) return allowedText(shown, title, options);
	const fitting = fitLength(shown, title, rule, check);
	if (rule.fits(fitting)) return fitting;
	throw new InvalidInputError(
		title,
		`“${excerpt(fitting, 40)}” does not fit the field type ${rule.kind}, which takes ${rule.phrase}`,
		'Change the value in the mapping to that form. If WeChat accepts it anyway, set Options → Value Check to Leave to WeChat.',
	);
}

function shownText(text: string, title: string, rule: ValueRule, check: ValueCheck): string {
	const mended = check === 'shorten' ? mend(text, rule) : text;
	refuseUnshowable(mended, title, rule);
	return rule.losesEmoji ? withoutSelectors(mended) : mended;
}

/** Removes emoji where they are not shown, and turns line breaks into spaces where the field has one line, likewise lone surrogates. */
function mend(text: string, rule: ValueRule): string {
	const shown = rule.losesEmoji ? removeEmoji(text) : text;
	return trimText(shown.replace(controls(rule), ' ').replace(/\p{Cs}/gu, ''));
}

function controls({ multiline }: ValueRule): RegExp {
	return multiline ? /[^\P{Cc}\n\t]+/gu : /\p{Cc}+/gu;
}

function emptyText(given: string, title: string, { required }: ValueRule): string {
	if (!required) return '';
	throw new InvalidInputError(
		title,
		given === ''
			? 'is empty, and WeChat refuses a message with an empty field'
			: 'is empty once WeChat takes out emoji and control characters, and WeChat refuses a message with an empty field',
		'Map a value to it; for items without one, give a text of your own such as “-” in an expression.',
	);
}

function refuseUnshowable(text: string, title: string, rule: ValueRule): void {
	const emoji = rule.losesEmoji ? findEmoji(text) : undefined;
	if (emoji !== undefined) {
		const alone = rule.required && trimText(removeEmoji(text)) === '';
		throw new InvalidInputError(
			title,
			alone
				? `contains nothing but emoji (${excerpt(text, 40)}); WeChat takes emoji out and refuses a message with an empty field`
				: `holds the emoji ${emoji}, which WeChat takes out of template messages`,
			alone ? 'Map a text to it.' : `Remove it in the mapping, or ${SHORTEN}`,
		);
	}
	if (controls(rule).test(text)) {
		throw new InvalidInputError(
			title,
			'holds a line break or another control character, which WeChat does not show here',
			`Remove it in the mapping, or ${SHORTEN}`,
		);
	}
	if (/\p{Cs}/u.test(text)) {
		throw new InvalidInputError(
			title,
			'holds half of an emoji (a lone surrogate)',
			`Cut the text elsewhere, or ${SHORTEN}`,
		);
	}
}

function fitLength(text: string, title: string, rule: ValueRule, check: ValueCheck): string {
	const limit = rule.limit(text);
	// No way of counting gives more characters.
	if (text.length <= limit) return text;
	const length = countCharacters(text, rule.counting);
	if (length <= limit) return text;
	if (check === 'shorten' && rule.cuttable) return cutToFit(text, limit, title, rule);
	throw new InvalidInputError(
		title,
		`has ${length} characters, at most ${limit} are allowed; ${rule.excess}`,
		rule.cuttable
			? `Shorten it in the mapping, or ${SHORTEN} Leave to WeChat sends it as it is.`
			: 'Give a shorter value; this kind is never cut.',
	);
}

function cutToFit(text: string, limit: number, title: string, { counting }: ValueRule): string {
	const cut = cutText(text, limit, counting);
	if (cut !== '') return cut;
	throw new InvalidInputError(
		title,
		`cannot be shortened: its first character alone counts as more than the ${limit} that are allowed`,
		'Leave out combined characters, e.g. letters with many accents.',
	);
}

/** A list may contain several of the allowed values, joined by commas. */
function allowedText(text: string, title: string, options: readonly string[]): string {
	const known = (value: string) => options.includes(value.trim());
	if (known(text) || text.split(/[,，]/).every(known)) return text;
	throw new InvalidInputError(
		title,
		`“${excerpt(text, 40)}” is not one of the values that the template allows`,
		`Use one of: ${listed(options)}`,
	);
}

const MAX_LISTED = 200;

/** Whole texts as far as there is room for them, and how many more there are. */
function listed([first = '', ...others]: readonly string[]): string {
	let text = excerpt(first, MAX_LISTED);
	for (const [index, option] of others.entries()) {
		const longer = `${text}, ${option}`;
		if (longer.length > MAX_LISTED) return `${text} and ${others.length - index} more`;
		text = longer;
	}
	return text;
}
