import {
	isTokenPlaceholder,
	TOKEN_PARAMETER,
	withoutTokenPlaceholder,
} from '../../../core/api/tokenPlaceholder';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { trimText } from '../../../core/text/visibleText';
import { asciiText } from '../../shared/typedValues';

/** Query parameters, as text. */
export type CallQuery = Readonly<Record<string, string>>;

const EXAMPLE = 'Enter it as in the documentation, e.g. /cgi-bin/user/info';
/** All hosts of the API serve the same paths. */
const API_HOST = /^(?:api2?|(?:sh|sz|hk)\.api)\.weixin\.qq\.com(?::443)?$/;
/** The format of the documentation: `POST https://api.weixin.qq.com/cgi-bin/user/info?access_token=ACCESS_TOKEN`. */
const WRITTEN = /^(?:(GET|POST)\s+)?(https?:\/\/)?([^/?#\s]*)([^?#]*)(?:\?([^#]*))?(#.*)?$/is;
/** Answers of these are secrets, and some calls invalidate the token that everybody uses. */
const TOKEN_PATHS = /^\/(cgi-bin\/(stable_)?token|cgi-bin\/clear_quota\/v2|sns\/oauth2\/.*)$/i;

/** The parts of an API URL. */
export interface CallAddress {
	/** The method in front of the URL, in capital letters; undefined when there is none. */
	method: string | undefined;
	path: string;
	/** As written, without placeholders of the access token. */
	query: Array<[name: string, value: string]>;
}

/**
 * Reads the URL of an API: its path, or as much of the line in the documentation as was copied.
 *
 * @param field name of the field in the editor
 * @param typed e.g. `/cgi-bin/user/info`
 * @param ownHost URL of the credential's API host, to which every call goes
 * @throws InvalidInputError when it is empty, invalid, or names another host
 */
export function readCallAddress(field: string, typed: unknown, ownHost: string): CallAddress {
	const text = typeof typed === 'string' ? withoutTokenPlaceholder(trimText(typed)) : '';
	if (text === '') throw new InvalidInputError(field, 'is empty', EXAMPLE);
	const [, method, scheme, written = '', rest = '', query = '', fragment] = WRITTEN.exec(text) ?? [];
	const host = asciiText(written).toLowerCase();
	const own = new URL(ownHost).host;
	if (host === '' ? scheme !== undefined : host !== own && !API_HOST.test(host)) {
		if (scheme === undefined) throw new InvalidInputError(field, 'must begin with /', EXAMPLE);
		throw new InvalidInputError(
			field,
			`names ${host || 'no host'}, but calls go to ${own}, the API Host of the credential`,
			'Enter the path alone, e.g. /cgi-bin/user/info. For other hosts of WeChat use the HTTP Request node with this credential.',
		);
	}
	const path = asciiText(rest);
	if (fragment !== undefined || !/^(\/[A-Za-z0-9_.-]+)+$/.test(path) || /\/\.{1,2}(\/|$)/.test(path)) {
		throw new InvalidInputError(field, 'may hold letters, digits, _ - . and single slashes only', EXAMPLE);
	}
	return { method: method?.toUpperCase(), path, query: [...new URLSearchParams(query)] };
}

/**
 * Reads method and URL of a call that the user wrote.
 *
 * @param field name of the field in the editor
 * @param typed path, or the complete URL
 * @param call the chosen method, and the URL of the credential's API host
 * @throws InvalidInputError as {@link readCallAddress} and {@link checkApiQuery}, for another method, and for an API that would return or
 *   need a secret
 */
export function readCall(
	field: string,
	typed: unknown,
	call: { method: string; ownHost: string },
): { path: string; query: CallQuery } {
	const { method, path, query } = readCallAddress(field, typed, call.ownHost);
	if (method !== undefined && method !== call.method) {
		throw new InvalidInputError(
			field,
			`begins with ${method}, but Method is ${call.method}`,
			`Set Method to ${method}, or remove the word.`,
		);
	}
	if (TOKEN_PATHS.test(path)) {
		throw new InvalidInputError(
			field,
			'is an API that takes or gives secrets, which never enter a workflow',
			'The node fetches, shares and renews access tokens by itself.',
		);
	}
	const named = Object.fromEntries(query);
	if (Object.keys(named).length === query.length) return { path, query: checkApiQuery(field, named) };
	throw new InvalidInputError(field, 'holds a parameter twice', 'Give each parameter only once.');
}

/**
 * Checks the query of a call that the user wrote.
 *
 * @param field name of the field in the editor
 * @param query names and values
 * @returns the values as text, without a placeholder of the access token
 * @throws InvalidInputError for a nested value, or for an access token, which the node adds
 */
export function checkApiQuery(field: string, query: Readonly<Record<string, unknown>>): CallQuery {
	const entries = Object.entries(query).map(([name, value]): [string, string] => {
		if (!/^[A-Za-z0-9_.-]+$/.test(name)) {
			throw new InvalidInputError(
				field,
				`${JSON.stringify(name)} is not a parameter name (letters, digits, _ - .)`,
				'Write names as in the documentation.',
			);
		}
		if (typeof value === 'object' && value !== null) {
			throw new InvalidInputError(field, `${name} is not a plain value`, 'Give text, a number or a boolean.');
		}
		const text = String(value ?? '');
		if (name.toLowerCase() === TOKEN_PARAMETER && !isTokenPlaceholder(text)) {
			throw new InvalidInputError(
				field,
				'must not hold an access_token',
				'Remove it; the node adds the token.',
			);
		}
		return [name, text];
	});
	return Object.fromEntries(entries.filter(([name]) => name.toLowerCase() !== TOKEN_PARAMETER));
}

/**
 * Merges the query in the URL with the query in its own field.
 *
 * @param field name of that field in the editor
 * @throws InvalidInputError for a parameter in both
 */
export function joinQueries(field: string, inAddress: CallQuery, inField: CallQuery): CallQuery {
	const twice = Object.keys(inField).find((name) => Object.hasOwn(inAddress, name));
	if (twice === undefined) return { ...inAddress, ...inField };
	throw new InvalidInputError(field, `holds ${twice}, which is also in the address`, 'Remove one of them.');
}
