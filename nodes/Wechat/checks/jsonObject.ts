import type { IDataObject } from 'n8n-workflow';
import { InputRefused } from '../../../core/errors/WechatErrors';

/**
 * Reads a JSON field: text as typed in the editor, or the object that an expression gave.
 *
 * @param field the name of the field as the editor shows it
 * @param value text or object
 * @param example what the remedy shows
 * @throws InputRefused when it is not a JSON object; the place of a syntax slip is named
 */
export function readObject(field: string, value: unknown, example: string): IDataObject {
	const { parsed, slip } = typeof value === 'string' ? parse(value) : { parsed: value };
	if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as IDataObject;
	throw new InputRefused(field, slip ?? 'is not a JSON object', `Enter an object such as ${example}`);
}

function parse(text: string): { parsed?: unknown; slip?: string } {
	try {
		return { parsed: JSON.parse(text) as unknown };
	} catch (error) {
		const place = /position \d+|line \d+ column \d+/.exec(error instanceof Error ? error.message : '')?.[0];
		return { slip: `is not valid JSON${place ? ` (at ${place})` : ''}` };
	}
}
