import type { Field } from '../operation';
import { readAll } from '../../../core/errors/readAll';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { required } from '../../shared/textLimits';
import { asciiText } from '../../shared/typedValues';
import { readOpenid } from './people';

/** The API whose quota is meant. */
export const cgiPath: Field<'cgiPath', 'string'> = {
	displayName: 'API Path',
	name: 'cgiPath',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. /cgi-bin/message/template/send',
	description: 'Path of the API with the slash at its beginning, without host and query',
};

const EXAMPLE = 'Enter it as in the documentation, e.g. /cgi-bin/user/info';
/** Their answers are secrets, and some of them end the token that everybody uses. */
const TOKEN_PATHS = /^\/(cgi-bin\/(stable_)?token|cgi-bin\/clear_quota\/v2|sns\/oauth2\/.*)$/i;

/**
 * Checks the path of an API.
 *
 * @param field the name of the field as the editor shows it
 * @param path e.g. `/cgi-bin/user/info`
 * @returns the path without white space around it
 * @throws InvalidInputError when it is empty, could leave the API host or carries a query
 */
export function checkApiPath(field: string, path: string): string {
	const text = asciiText(path);
	if (!text.startsWith('/'))
		throw new InvalidInputError(field, text === '' ? 'is empty' : 'must begin with /', EXAMPLE);
	if (/[?#]/.test(text)) {
		throw new InvalidInputError(
			field,
			'must not carry a query',
			'Leave out everything from ? on: other parameters belong under Query Parameters, and access_token is added for you.',
		);
	}
	if (!/^(\/[A-Za-z0-9_.-]+)+$/.test(text) || /\/\.{1,2}(\/|$)/.test(text)) {
		throw new InvalidInputError(field, 'may hold letters, digits, _ - . and single slashes only', EXAMPLE);
	}
	return text;
}

/**
 * Checks the path of a call that the user wrote.
 *
 * @param field the name of the field as the editor shows it
 * @throws InvalidInputError as {@link checkApiPath}, and for an API that would give out or need a secret
 */
export function checkCallPath(field: string, path: string): string {
	const text = checkApiPath(field, path);
	if (!TOKEN_PATHS.test(text)) return text;
	throw new InvalidInputError(
		field,
		'is an API that takes or gives secrets, which never enter a workflow',
		'The node fetches, shares and renews access tokens by itself.',
	);
}

/**
 * Checks the query of a call that the user wrote.
 *
 * @param query names and values
 * @returns the values as text
 * @throws InvalidInputError for a nested value, or for the access token, which the node adds
 */
export function checkApiQuery(query: Readonly<Record<string, unknown>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(query).map(([name, value]) => {
			if (!/^[A-Za-z0-9_.-]+$/.test(name)) {
				throw new InvalidInputError(
					'Query Parameters',
					`${JSON.stringify(name)} is not a parameter name (letters, digits, _ - .)`,
					'Write names as in the documentation.',
				);
			}
			if (name.toLowerCase() === 'access_token') {
				throw new InvalidInputError(
					'Query Parameters',
					'must not hold access_token',
					'Remove it; the node adds the token.',
				);
			}
			if (typeof value === 'object' && value !== null) {
				throw new InvalidInputError(
					'Query Parameters',
					`${name} is not a plain value`,
					'Give text, a number or a boolean.',
				);
			}
			return [name, String(value ?? '')];
		}),
	);
}

/** Guards calls that use up something scarce or affect everybody. */
export const confirm: Field<'confirm', 'boolean'> = {
	displayName: 'Confirm',
	name: 'confirm',
	type: 'boolean',
	default: false,
	description: 'Whether this is really meant: the call uses up one of the few resets of a month',
};

/**
 * Checks that a costly call was confirmed by its own switch.
 *
 * @param confirm the value of the switch
 * @param cost what the call uses up
 * @throws InvalidInputError unless it is exactly true: a text such as "false" would count as yes elsewhere
 */
export function confirmed(confirm: unknown, cost: string): void {
	if (confirm === true) return;
	throw new InvalidInputError('Confirm', `is off, and ${cost}`, 'Switch Confirm on if this is really meant.');
}

/** The token of one user, not of the account. */
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
 * Reads whose login is meant, and the token that it gave.
 *
 * @throws InvalidInputError when one of the two is empty, or no OpenID
 */
export function readLogin(params: { userAccessToken: string; openid: string }) {
	return readAll({
		token: () => required(userAccessToken.displayName, params.userAccessToken),
		person: () => readOpenid(params.openid),
	});
}
