import { isDay } from '../time/calendarDays';

/** One field of a form. */
export interface FormField {
	label: string;
	/** `dropdown` offers `choices`. */
	type: 'text' | 'textarea' | 'number' | 'date' | 'email' | 'dropdown';
	required: boolean;
	choices: readonly string[];
}

/** The kind of answer that is asked for. */
export type ResponseForm =
	/** One button, or two where `decline` has a label. Empty labels are filled in by the page. */
	| { kind: 'approval'; approve: string; decline: string | undefined }
	| { kind: 'freeText' }
	| { kind: 'customForm'; fields: readonly FormField[] };

/** What a person is asked. */
export interface Question {
	/** Empty for the page's default title. */
	title: string;
	message: string;
	/** Who asks; may be empty. */
	askedBy: string;
	form: ResponseForm;
	/** Until when an answer is accepted, Unix milliseconds; undefined for no limit. */
	until: number | undefined;
}

/** What the person answered. */
export type Decision =
	| { approved: boolean }
	| { text: string }
	/** By label; a number field yields a number. */
	| { values: Readonly<Record<string, string | number>> };

/** Why an answer is not accepted: nothing was chosen, a field (given by its label) is wrong, or it does not come from this page. */
export type Problem =
	| { kind: 'nothing' }
	| { kind: 'field'; label: string }
	| { kind: 'long'; label: string };

/** Longest answer of one field, in characters: more than anybody types on a phone. */
export const MAX_ANSWER = 10_000;

/** A floating-point number as HTML defines it. */
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** Name of the form field at a position. */
export function fieldName(index: number): string {
	return `field-${index}`;
}

/**
 * Reads the answer that a page sent. Only what the page offers is accepted: a decline without a decline button is not.
 *
 * @param body the form as n8n parsed it
 * @param form that was shown
 */
export function readDecision(
	body: Readonly<Record<string, unknown>>,
	form: ResponseForm,
): { decision: Decision } | { problem: Problem } {
	switch (form.kind) {
		case 'approval':
			return readApproval(body.decision, form.decline !== undefined);
		case 'freeText': {
			const read = readText(body[fieldName(0)], true);
			return 'text' in read ? { decision: read } : { problem: { ...read, label: '' } };
		}
		case 'customForm':
			return readForm(body, form.fields);
	}
}

function readApproval(decision: unknown, mayDecline: boolean): { decision: Decision } | { problem: Problem } {
	if (decision === 'approve') return { decision: { approved: true } };
	if (decision === 'decline' && mayDecline) return { decision: { approved: false } };
	return { problem: { kind: 'nothing' } };
}

function readForm(
	body: Readonly<Record<string, unknown>>,
	fields: readonly FormField[],
): { decision: Decision } | { problem: Problem } {
	const values: Array<[string, string | number]> = [];
	for (const [index, field] of fields.entries()) {
		const read = readText(body[fieldName(index)], field.required);
		if (!('text' in read)) return { problem: { ...read, label: field.label } };
		const value = valueOf(field, read.text);
		if (value === undefined) return { problem: { kind: 'field', label: field.label } };
		values.push([field.label, value]);
	}
	return { decision: { values: Object.fromEntries(values) } };
}

function readText(value: unknown, required: boolean): { text: string } | { kind: 'field' | 'long' } {
	const text = typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : '';
	if (text.length > MAX_ANSWER) return { kind: 'long' };
	return text === '' && required ? { kind: 'field' } : { text };
}

/** @returns undefined for a text that is not valid in the field */
function valueOf({ type, choices }: FormField, text: string): string | number | undefined {
	if (text === '') return text;
	switch (type) {
		case 'number':
			return readNumber(text);
		case 'date':
			// Date.parse accepts the 31st of any month.
			return isDay(text) ? text : undefined;
		case 'email':
			return /^[^\s@]+@[^\s@]+$/.test(text) ? text : undefined;
		case 'dropdown':
			return choices.includes(text) ? text : undefined;
		default:
			return text;
	}
}

/** Reads a number as HTML's number field sends it. A longer integer is refused, since its last digits would change. */
function readNumber(text: string): number | undefined {
	const number = DECIMAL.test(text) ? Number(text) : NaN;
	const isExact = !Number.isInteger(number) || Number.isSafeInteger(number);
	return Number.isFinite(number) && isExact ? number : undefined;
}
