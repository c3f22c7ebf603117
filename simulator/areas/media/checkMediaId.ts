import { ApiError } from '../../errors/ApiError';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { materialData } from '../material/materialData';
import type { MediaType } from './fileRules';
import { liveMedia } from './mediaData';

/**
 * Checks a media id that a message or menu refers to: temporary or permanent material of the account.
 *
 * @param types kinds allowed there
 * @returns the id
 * @throws ApiError 40007 when there is no such material, or of another kind
 */
export function checkMediaId(
	world: World,
	account: Account,
	mediaId: unknown,
	types: readonly MediaType[],
): string {
	const temporary = liveMedia(account, mediaId, world.clock.now());
	const permanent = typeof mediaId === 'string' ? materialData(account).files.get(mediaId) : undefined;
	const found = temporary ?? permanent;
	if (!found || !types.includes(found.type)) throw new ApiError(40007);
	return found.mediaId;
}
