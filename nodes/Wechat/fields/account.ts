import type { Field } from '../operation';
import { readAll } from '../../../core/errors/readAll';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { required } from '../../shared/textLimits';
import { asciiText } from '../../shared/typedValues';
import { readCallAddress } from './callAddress';
import { readOpenid } from './people';

/** The API whose quota to read or reset. */
export const cgiPath: Field<'cgiPath', 'string'> = {
	displayName: 'API Path',
	name: 'cgiPath',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. /cgi-bin/message/template/send',
	description: 'Path of the API, or its full address from WeChat’s documentation',
};

/**
 * Reads the path of an API.
 *
 * @param path e.g. `/cgi-bin/user/info`, or the complete URL in the documentation
 * @param ownHost URL of the credential's API host
 * @returns the path
 * @throws InvalidInputError as {@link readCallAddress}, and when it has a query
 */
export function readCgiPath(path: string, ownHost: string): string {
	const field = cgiPath.displayName;
	const address = readCallAddress(field, path, ownHost);
	if (address.query.length === 0) return address.path;
	throw new InvalidInputError(
		field,
		'must not carry a query',
		'Leave out everything from ? on; Custom API Call takes parameters.',
	);
}

/** Guards calls that use up something scarce or affect all users. */
export const confirm: Field<'confirm', 'boolean'> = {
	displayName: 'Confirm',
	name: 'confirm',
	type: 'boolean',
	default: false,
	description: 'Whether you really want this: the call uses up one of the few resets of a month',
};

/**
 * Checks that a costly call was confirmed by its own switch.
 *
 * @param confirm the value of the switch
 * @param cost what the call uses up
 * @throws InvalidInputError unless it is exactly true: elsewhere a text such as "false" would count as yes
 */
export function confirmed(confirm: unknown, cost: string): void {
	if (confirm === true) return;
	throw new InvalidInputError('Confirm', `is off, and ${cost}`, 'Turn Confirm on if you really want this.');
}

/** The token of a user, not of the account. */
export const userAccessToken: Field<'userAccessToken', 'string'> = {
	displayName: 'User Access Token',
	name: 'userAccessToken',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	description:
		'Access token of the user from Exchange Code or Refresh Token, valid for two hours; not the token of the account',
};

/**
 * Reads the user of a login, and the token that it returned.
 *
 * @throws InvalidInputError when one of the two is empty, or the OpenID is invalid
 */
export function readLogin(params: { userAccessToken: string; openid: string }) {
	return readAll({
		token: () => required(userAccessToken.displayName, asciiText(params.userAccessToken)),
		person: () => readOpenid(params.openid),
	});
}

/** Advice on 76021. */
export const UNKNOWN_API =
	'No API has this path, or the account does not have it. Enter the path under API Path as the page of the API shows it, e.g. /cgi-bin/user/info.';

/** Advice on 48006. */
export const RESETS_USED_UP =
	'The 10 resets of this month are used up. Wait until 00:00 Beijing time: the counters then start again by themselves.';

/** What a reset of all counters costs. */
export const COST_OF_RESET = 'each call uses up one of 10 resets a month';

/** Advice on 42007. */
export const PASSWORD_CHANGED = 'The user changed the WeChat password: let the user log in again.';

/** Advice on codes of calls with the token of a login. */
export const LOGIN_HINTS: Readonly<Record<number, string>> = {
	40001:
		'The User Access Token is wrong. Give the access_token of the login from Exchange Code, not that of the account.',
	40003: 'The OpenID is not the one that came with this token. Give both from the same login.',
	42001: 'The User Access Token is older than two hours. Get a new one with Refresh Token.',
};

/** Advice on 76022. */
export const FOREIGN_API =
	'This API belongs to another kind of account, or to web authorization (/sns/…), which has no quota. Enter another one under API Path.';
