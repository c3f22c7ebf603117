import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { trimText } from '../../../core/text/visibleText';
import { asciiText, splitOpenids } from '../../shared/typedValues';
import { builderHint } from '../../shared/builderHints';
import type { Field } from '../operation';
import { locatorModes } from './locatorModes';

const OPENID = /^[A-Za-z0-9_-]{1,64}$/;
const WECHAT_ID = /^[A-Za-z][A-Za-z0-9_-]{4,31}$/;

/**
 * Reads one OpenID.
 *
 * @param value what the field gave
 * @param field name of the field in the editor
 * @throws InvalidInputError when it is empty or cannot be an OpenID
 */
export function readOpenid(value: unknown, field = 'OpenID'): string {
	const openid = asciiText(value);
	if (OPENID.test(openid)) return openid;
	throw new InvalidInputError(
		field,
		openid === '' ? 'is empty' : 'holds something other than one OpenID (letters, digits, - and _)',
		'Give the OpenID of one follower, e.g. FromUserName of a push.',
	);
}

/**
 * Reads a WeChat ID (微信号), by which users are found in WeChat.
 *
 * @param value what the field gave
 * @param field name of the field in the editor
 * @throws InvalidInputError when it is empty or cannot be one, e.g. a nickname
 */
export function readWechatId(value: unknown, field: string): string {
	const id = asciiText(value);
	if (WECHAT_ID.test(id)) return id;
	throw new InvalidInputError(
		field,
		id === '' ? 'is empty' : 'is not a WeChat ID (a letter, then letters, digits, - and _)',
		'Give the ID that WeChat shows under the name of the person (微信号), not the name.',
	);
}

/**
 * Reads a list of OpenIDs without duplicates, in the order given.
 *
 * @param value text with commas, spaces or line breaks between the OpenIDs, a JSON array as text, or an array (of texts, or of objects with
 *   a property `openid`)
 * @throws InvalidInputError when the list is empty or an entry cannot be an OpenID, naming its position
 */
export function readOpenids(value: unknown): string[] {
	const entries = toEntries(value);
	if (entries.length === 0) {
		throw new InvalidInputError(
			openids.displayName,
			'is empty',
			'Enter at least one OpenID, or an expression that returns an array.',
		);
	}
	entries.forEach((entry, index) => {
		if (typeof entry === 'string' && OPENID.test(entry)) return;
		throw new InvalidInputError(
			openids.displayName,
			`entry ${index + 1} of ${entries.length} is not an OpenID (letters, digits, - and _)`,
			'Give OpenIDs, e.g. FromUserName of pushes, with commas, spaces or line breaks between them; names and WeChat IDs are not OpenIDs.',
		);
	});
	return [...new Set(entries as string[])];
}

function toEntries(value: unknown): unknown[] {
	if (Array.isArray(value)) {
		return value.map((entry: unknown) => {
			const openid: unknown =
				typeof entry === 'object' && entry !== null && 'openid' in entry ? entry.openid : entry;
			return typeof openid === 'string' ? asciiText(openid) : openid;
		});
	}
	if (typeof value !== 'string') return value === undefined || value === null ? [] : [value];
	if (trimText(value).startsWith('[')) return toEntries(parseArray(trimText(value)));
	return splitOpenids(value);
}

function parseArray(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return [text];
	}
}

function followerModes() {
	return locatorModes('follower', 'searchFollowers', 'oABCD1234567890abcdefghijklm', 'By OpenID');
}

const OPENID_ADVICE =
	"From a WeChat Trigger { __rl: true, mode: 'id', value: '={{ $json.FromUserName }}' }, from a WeChat OAuth Trigger '={{ $json.openid }}'. Never make one up: leave the value empty for the user to choose a follower.";

/** The follower to act on. */
export const openid: Field<'openid', 'resourceLocator'> = {
	displayName: 'OpenID',
	name: 'openid',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: followerModes(),
	...builderHint(OPENID_ADVICE),
	description:
		'ID of the follower within this account: FromUserName of a push, or openid of a web authorization. The same person has a different OpenID in every account.',
};

/** Many followers to act on, from one item. */
export const openids: Field<'openids', 'string'> = {
	displayName: 'OpenIDs',
	name: 'openids',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. oABCD1234567890abcdefghijklm, oEFGH1234567890abcdefghijklm',
	description:
		'OpenIDs separated by commas, spaces or line breaks, or an expression that gives an array. A long list is split into as many calls as WeChat needs. To act on all input items with few calls, collect their OpenIDs into one list with an Aggregate node first.',
};

/** The follower who receives a message. */
export const toOpenid: Field<'touser', 'resourceLocator'> = {
	displayName: 'To OpenID',
	name: 'touser',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: followerModes(),
	...builderHint(OPENID_ADVICE),
	description: 'OpenID of the follower who receives the message, e.g. FromUserName of the message to answer',
};

/** The language of the region names in a profile. */
export const language: Field<'lang', 'options'> = {
	displayName: 'Language',
	name: 'lang',
	type: 'options',
	options: [
		{ name: 'English', value: 'en' },
		{ name: 'Simplified Chinese', value: 'zh_CN' },
		{ name: 'Traditional Chinese', value: 'zh_TW' },
	],
	default: 'zh_CN',
	description: 'Language of the region names, where WeChat still gives them',
};

/** Advice on 40003 where an operation is about one person. */
export const UNKNOWN_OPENID =
	'This OpenID is not known to the account of the credential; every account has OpenIDs of its own. Take it from a message to this account (FromUserName), from a web login, or from User → Get Many.';

/** Advice on 40003 and 49003 where a list of people is changed in parts. */
export const FOREIGN_OPENIDS =
	'The OpenIDs that the error names, or the only one given, belong to another account or to people who have unfollowed. Leave them out; if only some were changed before, run the node again for the rest.';

/** Advice on 40003 where an operation is about a list of people. */
export const UNKNOWN_OPENIDS =
	'One of the OpenIDs is not known to the account of the credential. Leave it out; User → Get Many lists those of this account.';

/** Advice on 40132. */
export const UNKNOWN_WECHAT_ID =
	'Nobody who follows the account has this WeChat ID. Copy the 微信号 that WeChat shows below the name, or choose OpenID under Send To.';

/** Advice on 40003 where a preview is sent. */
export const NO_FOLLOWER =
	'Nobody with this OpenID follows the account. Choose a follower from the list under To OpenID.';
