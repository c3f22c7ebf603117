import type { INodeProperties } from 'n8n-workflow';
import type { Field } from '../operation';
import { locatorModes } from './locatorModes';
import type { ItemContext } from '../../shared/itemContexts';
import { trimText, withoutInvisible } from '../../../core/text/visibleText';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { withinBytes } from '../../shared/textLimits';
import { hasExpression } from '../../shared/plainMapping';

/** Marks a message as written by a model. */
export const aiGenerated: INodeProperties = {
	displayName: 'Mark as AI-Generated',
	name: 'aiGenerated',
	type: 'boolean',
	default: false,
	description:
		'Whether WeChat adds a gray line under the message that says that a third-party AI made it (内容由第三方AI生成)',
};

/** The agent in whose name a message is sent. */
export const sendAsAgent: INodeProperties = {
	displayName: 'Send as Customer Service Agent',
	name: 'kfAccount',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: locatorModes('agent', 'searchAgents', 'anna@myaccount', 'By Account'),
	description:
		'Account of a customer service agent (客服账号) whose nickname and picture the follower sees; empty sends in the name of the account itself',
};

/** Options of every customer service message. */
export const messageOptions: Field<'options', 'collection'> = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [aiGenerated, sendAsAgent],
};

/** Title of the message. */
export const title: Field<'title', 'string'> = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	placeholder: 'e.g. Summer sale',
	description: 'Headline that the follower sees',
};

/** Title, where WeChat requires one. */
export const requiredTitle: Field<'title', 'string'> = { ...title, required: true };

/** Second line of the message. */
export const description: Field<'description', 'string'> = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Only this week',
	description: 'Text under the headline',
};

/** The id by which WeChat drops a duplicate of a message. */
export const clientMessageId: Field<'clientMessageId', 'string'> = {
	displayName: 'Client Message ID',
	name: 'clientMessageId',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-20261122-0001-paid',
	description:
		'Your own ID: WeChat delivers the same ID to the same person only once within 10 minutes. If empty, the ID is derived from execution, node and item, so that Retry On Fail never sends twice. If a push of WeChat started the workflow, it is derived from that push, so that a repeated delivery does not send twice either. Retrying the execution or starting it again sends a new message, unless you give your own ID, e.g. the order number.',
};

/** WeChat documents no limit for a single message; this is the older one of mass sending, which every row key satisfies. */
const MAX_BYTES = 64;

/**
 * Returns the id of one message.
 *
 * @param given the user's id, empty for a derived one
 * @param maxBytes maximum length that WeChat accepts
 * @returns `client_msg_id`
 * @throws InvalidInputError when an expression returns nothing (a misspelled column must not cost the protection), or when the id is too
 *   long or contains control characters
 */
export function clientMessageIdOf(given: unknown, item: ItemContext, maxBytes = MAX_BYTES): string {
	const id = typeof given === 'string' ? withoutInvisible(trimText(given)) : '';
	if (id === '') {
		if (!isMappedOption(clientMessageId.name, item)) return item.sendId;
		throw new InvalidInputError(
			clientMessageId.displayName,
			'is empty, although an expression should give it',
			'Correct the expression, or remove the option to have an ID derived from execution, node and item.',
		);
	}
	if (/\p{Cc}/u.test(id)) {
		throw new InvalidInputError(
			clientMessageId.displayName,
			'holds line breaks or control characters',
			'Take them out.',
		);
	}
	return withinBytes(clientMessageId.displayName, id, maxBytes);
}

/** @returns whether a field under Options has an expression */
export function isMappedOption(name: string, { n8n }: ItemContext): boolean {
	const { options } = n8n.getNode().parameters as { options?: Record<string, unknown> };
	return hasExpression(options?.[name]);
}
