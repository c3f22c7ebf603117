import { InvalidInputError } from '../errors/WechatErrors';

const SEGMENT = /^[^\s.[\]{}"'\\]{1,64}$/;
const MOST_SEGMENTS = 10;

/**
 * Reads the path to the token in the JSON of a token service: names separated by dots, positions in arrays as numbers.
 *
 * @param typed e.g. `data.access_token`, `tokens.0.value`, also `$.tokens[0].value`; empty for the names at the top level
 * @returns the names in order; empty for an empty field
 * @throws InvalidInputError when it is not such a path
 */
export function readTokenPath(typed: string): string[] {
	if (typed === '') return [];
	const segments = typed
		.replace(/^\$\.?/, '')
		.replace(/\[(\d+)\]/g, '.$1')
		.replace(/^\./, '')
		.split('.');
	if (segments.length <= MOST_SEGMENTS && segments.every((segment) => SEGMENT.test(segment))) return segments;
	throw new InvalidInputError(
		'Token Path',
		`must be up to ${MOST_SEGMENTS} names with dots between them`,
		'Enter where the token is in the JSON that the service returns, e.g. data.access_token, or tokens.0.value for the first entry of a list.',
	);
}
