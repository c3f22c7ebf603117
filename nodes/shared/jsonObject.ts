import type { IDataObject } from 'n8n-workflow';
import { ExactNumber } from '../../core/json/ExactNumber';
import { isRecord } from '../../core/json/isRecord';
import { parseExact } from '../../core/json/parseExact';
import { InvalidInputError } from '../../core/errors/WechatErrors';
import { isBlank } from '../../core/text/visibleText';

const INTEGER = /^-?\d+$/;

/**
 * Whether a JSON field is empty: it was cleared in the editor, or an expression returned nothing.
 *
 * @param value from n8n
 */
export function isEmptyField(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && isBlank(value));
}

/**
 * Reads a JSON field: text as typed in the editor, or the object that an expression returned.
 *
 * @param field name of the field in the editor
 * @param value text or object
 * @param example shown in the remedy
 * @returns the object; a whole number in it that a double cannot hold becomes a text
 * @throws InvalidInputError when it is not a JSON object, naming the position of a syntax error, or when an object contains a number too
 *   long to have passed through n8n unchanged
 */
export function readObject(field: string, value: unknown, example: string): IDataObject {
	return read(field, value, example, (digits) => digits) as IDataObject;
}

/**
 * Reads a JSON field whose content is sent unchanged.
 *
 * @returns the object; a whole number in it that a double cannot hold becomes an {@link ExactNumber}
 * @throws InvalidInputError as {@link readObject}
 */
export function readBody(field: string, value: unknown, example: string): Readonly<Record<string, unknown>> {
	return read(field, value, example, (digits) => new ExactNumber(digits));
}

function read(
	field: string,
	value: unknown,
	example: string,
	keep: (digits: string) => unknown,
): Readonly<Record<string, unknown>> {
	if (isEmptyField(value))
		throw new InvalidInputError(field, 'is empty', `Enter an object such as ${example}`);
	const { parsed, slip } = typeof value === 'string' ? parse(value, keep) : { parsed: value };
	if (isRecord(parsed)) {
		refuseChangedNumbers(field, parsed);
		return parsed;
	}
	throw new InvalidInputError(field, slip ?? 'is not a JSON object', `Enter an object such as ${example}`);
}

function parse(text: string, keep: (digits: string) => unknown): { parsed?: unknown; slip?: string } {
	try {
		return { parsed: parseExact(text, (digits) => (INTEGER.test(digits) ? keep(digits) : Number(digits))) };
	} catch (error) {
		const place = /position \d+|line \d+ column \d+/.exec(error instanceof Error ? error.message : '')?.[0];
		return { slip: `is not valid JSON${place ? ` (at ${place})` : ''}` };
	}
}

/** A double beyond 2^53 has already lost its last digits, so an id would be sent as a different one. */
function refuseChangedNumbers(field: string, value: unknown, path = ''): void {
	if (typeof value === 'object' && value !== null) {
		for (const [key, child] of Object.entries(value))
			refuseChangedNumbers(field, child, `${path}${path && '.'}${key}`);
	}
	if (typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return;
	if (!Number.isFinite(value)) {
		throw new InvalidInputError(
			field,
			`${path} is not a number (${value})`,
			'Correct the expression that gives it.',
		);
	}
	throw new InvalidInputError(
		field,
		`${path} is the number ${value}, which is too long to have come through n8n unchanged`,
		'Give it as text, in quotes.',
	);
}
