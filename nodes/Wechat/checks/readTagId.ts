import { InputRefused } from '../../../core/errors/WechatErrors';

/**
 * Reads the id of a tag as the platform wants it in a body: a number.
 *
 * @param value text or number
 * @throws InputRefused when it is not a tag id
 */
export function readTagId(value: unknown): number {
	const text = String(value ?? '').trim();
	if (/^\d{1,10}$/.test(text)) return Number(text);
	throw new InputRefused(
		'Tag',
		text === '' ? 'is empty' : 'is not a tag id (a whole number)',
		'Choose a tag from the list, or give the id that Tag → Get Many lists.',
	);
}
