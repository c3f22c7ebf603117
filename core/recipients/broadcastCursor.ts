import { InvalidInputError } from '../errors/WechatErrors';

/** Where a broadcast continues. */
export interface BroadcastCursor {
	/** The position after which it continues; empty for the beginning. */
	after: string;
	/** Positions after it that were already processed, because several messages were in flight. */
	told: readonly string[];
}

const PLACE = { openid: /^[A-Za-z0-9_-]{0,64}$/, row: /^(#\d{1,9})?$/ };

/**
 * Writes a cursor as one text: positions separated by commas, first the one after which the broadcast continues.
 *
 * @param cursor with OpenIDs, or rows of a file such as `#12`, as positions
 */
export function writeCursor({ after, told }: BroadcastCursor): string {
	return [after, ...told].join(',');
}

/**
 * Reads the text of {@link writeCursor}.
 *
 * @param field name of the field in the editor
 * @param text empty for the beginning; a single OpenID is a cursor, too
 * @param kind of the positions
 * @throws InvalidInputError when it is not a cursor, or one of another kind of list
 */
export function readCursor(field: string, text: string, kind: keyof typeof PLACE): BroadcastCursor {
	const [after = '', ...told] = text.split(',').map((place) => place.trim());
	if (PLACE[kind].test(after) && told.every((place) => place !== '' && PLACE[kind].test(place))) {
		return { after, told };
	}
	throw new InvalidInputError(
		field,
		`is not a position at which a run over ${kind === 'row' ? 'a file' : 'a list of followers'} has stopped`,
		'Enter continueFrom from the output or error of the previous run, unchanged, and choose the same recipients.',
	);
}
