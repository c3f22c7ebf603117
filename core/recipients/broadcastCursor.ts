import { InvalidInputError } from '../errors/WechatErrors';

/** Where a broadcast goes on. */
export interface BroadcastCursor {
	/** The place after which it goes on; empty for the beginning. */
	after: string;
	/** Places behind it that were served already, because several messages were under way. */
	told: readonly string[];
}

const PLACE = { openid: /^[A-Za-z0-9_-]{0,64}$/, row: /^(#\d{1,9})?$/ };

/**
 * Writes a cursor as one text: places with commas between them, first the one after which the broadcast goes on.
 *
 * @param cursor its places are OpenIDs, or rows of a file such as `#12`
 */
export function writeCursor({ after, told }: BroadcastCursor): string {
	return [after, ...told].join(',');
}

/**
 * Reads what {@link writeCursor} wrote.
 *
 * @param field name of the field in the editor
 * @param text empty for the beginning; an OpenID alone is a cursor, too
 * @param kind what the places are
 * @throws InvalidInputError when it is something else, or the cursor of another kind of list
 */
export function readCursor(field: string, text: string, kind: keyof typeof PLACE): BroadcastCursor {
	const [after = '', ...told] = text.split(',').map((place) => place.trim());
	if (PLACE[kind].test(after) && told.every((place) => place !== '' && PLACE[kind].test(place))) {
		return { after, told };
	}
	throw new InvalidInputError(
		field,
		`is not where a run over ${kind === 'row' ? 'a file' : 'a list of followers'} has stopped`,
		'Give continueFrom of the output or error of the run before, unchanged, and choose the same recipients.',
	);
}
