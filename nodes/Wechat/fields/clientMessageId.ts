import type { Field, ItemContext } from '../runner/Operation';

/** The id by which WeChat drops a second copy of a message. */
export const clientMessageId: Field<'clientMessageId', 'string'> = {
	displayName: 'Client Message ID',
	name: 'clientMessageId',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-20261122-0001-paid',
	description:
		'ID of your own: WeChat delivers the same ID to the same person once within 10 minutes. Empty derives one from execution, node and item, so that Retry On Fail never sends twice. Retrying or starting the execution again is a new message, unless you give an ID of your own, e.g. the order number.',
};

/**
 * @param given the user's id, empty for a derived one
 * @returns `client_msg_id`
 */
export function clientMessageIdOf(given: unknown, item: ItemContext): string {
	return (typeof given === 'string' && given.trim()) || item.sendId;
}
