import { InputRefused } from '../errors/WechatErrors';
import { countCharacters, cutText } from './cutText';
import type { ValueRule } from './valueRules';

/** What to do with values that break the rule of their field. */
export type ValueCheck =
	/** Refuse before anything is sent. */
	| 'strict'
	/** Cut over-long texts and turn line breaks into spaces; refuse what cannot be mended. */
	| 'shorten'
	/** Leave the judgement to WeChat. */
	| 'none';

/** How one text is judged. */
export interface TextCheck {
	/** What errors call the field. */
	title: string;
	rule: ValueRule;
	check: ValueCheck;
	/** The only texts allowed, where the template fixes them. */
	options?: readonly string[];
}

const SHORTEN = 'set Options → Value Check to Shorten.';

/**
 * Holds a text against the rule of its field.
 *
 * @param text trimmed
 * @returns the text, shortened where that is wanted and possible
 * @throws InputRefused naming the field, its rule, the length found and the remedy
 */
export function checkText(text: string, { title, rule, check, options = [] }: TextCheck): string {
	if (check === 'none') return text;
	const mended = check === 'shorten' ? mend(text, rule) : text;
	refuseUnshowable(mended, title, rule);
	if (mended === '') return mended;
	if (options.length > 0) return allowedText(mended, title, options);
	const fitting = fitLength(mended, title, rule, check);
	if (rule.fits(fitting)) return fitting;
	throw new InputRefused(
		title,
		`“${cutText(fitting, 40)}” is not what a ${rule.kind} field takes: ${rule.phrase}`,
		'Change the value in the mapping to that form. If WeChat does take it, set Options → Value Check to Leave to WeChat.',
	);
}

/** Line breaks become spaces where the field has one line; what is left of an emoji cut in two disappears. */
function mend(text: string, rule: ValueRule): string {
	return text
		.replace(controls(rule), ' ')
		.replace(/\p{Cs}/gu, '')
		.trim();
}

function controls({ multiline }: ValueRule): RegExp {
	return multiline ? /[^\P{Cc}\n\t]+/gu : /\p{Cc}+/gu;
}

function refuseUnshowable(text: string, title: string, rule: ValueRule): void {
	if (text === '' && rule.required) {
		throw new InputRefused(
			title,
			'is empty, and WeChat refuses a message with an empty field',
			'Map a value to it; for items without one, give a text of your own such as “-” in an expression.',
		);
	}
	if (controls(rule).test(text)) {
		throw new InputRefused(
			title,
			'holds a line break or another control character, which WeChat does not show here',
			`Remove it in the mapping, or ${SHORTEN}`,
		);
	}
	if (/\p{Cs}/u.test(text)) {
		throw new InputRefused(
			title,
			'holds half of an emoji (a lone surrogate)',
			`Cut the text elsewhere, or ${SHORTEN}`,
		);
	}
}

function fitLength(text: string, title: string, rule: ValueRule, check: ValueCheck): string {
	const limit = rule.limit(text);
	const length = countCharacters(text);
	if (length <= limit) return text;
	if (check === 'shorten' && rule.cuttable) return cutToFit(text, limit, title);
	throw new InputRefused(
		title,
		`has ${length} characters, at most ${limit} are allowed; ${rule.excess}`,
		rule.cuttable
			? `Shorten it in the mapping, or ${SHORTEN}`
			: 'Give a shorter value; this kind is never cut.',
	);
}

function cutToFit(text: string, limit: number, title: string): string {
	const cut = cutText(text, limit);
	if (cut !== '') return cut;
	throw new InputRefused(
		title,
		`cannot be shortened: its first character alone counts as more than the ${limit} that are allowed`,
		'Leave out combined emoji such as families.',
	);
}

/** A list may hold several of the allowed values, joined by commas. */
function allowedText(text: string, title: string, options: readonly string[]): string {
	const known = (value: string) => options.includes(value.trim());
	if (known(text) || text.split(/[,，]/).every(known)) return text;
	throw new InputRefused(
		title,
		`“${cutText(text, 40)}” is not one of the values that the template allows`,
		`Use one of: ${cutText(options.join(', '), 200)}`,
	);
}
