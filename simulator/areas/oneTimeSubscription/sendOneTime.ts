import { ApiError } from '../../errors/ApiError';
import { showOnPhone } from '../../phone/chat';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { isRecord } from '../../isRecord';
import { checkMiniprogram } from '../linkedMiniprogram';
import { findKnown } from '../users/findKnown';
import { oneTimeData, templateIdOf } from './oneTimeData';
import { isScene } from './readConfirm';

const MAX_TITLE_CHARACTERS = 15;
const MAX_CONTENT_CHARACTERS = 200;

/**
 * `message/template/subscribe`: sends the single message that a person agreed to for a scene, who need not be a follower.
 *
 * @throws ApiError 40003, 40037, 40097 scene, 40062 title, 44004 and 45002 content, 40013, 40165, 40166 mini program, 47001, 43101 nothing
 *   agreed to
 */
export function sendOneTime(world: World, account: Account, json: Readonly<Record<string, unknown>>): void {
	const { openid } = findKnown(account, json.touser);
	if (json.template_id !== templateIdOf(world, account)) throw new ApiError(40037);
	const scene = String(json.scene);
	if (!isScene(scene)) throw new ApiError(40097);
	const { title } = json;
	if (typeof title !== 'string' || title === '' || [...title].length > MAX_TITLE_CHARACTERS)
		throw new ApiError(40062);
	const content = readContent(json.data);
	const miniprogram = isRecord(json.miniprogram)
		? checkMiniprogram(account, json.miniprogram.appid, json.miniprogram.pagepath)
		: null;
	const url = typeof json.url === 'string' && json.url !== '' ? json.url : null;
	if (!oneTimeData(account).agreed.delete(`${openid} ${scene}`)) throw new ApiError(43101);
	showOnPhone(world, account, openid, {
		from: 'account',
		kind: 'oneTimeSubscription',
		content: { title, content, url, miniprogram },
	});
}

function readContent(data: unknown): string {
	const content = isRecord(data) ? data.content : undefined;
	if (!isRecord(content)) throw new ApiError(47001);
	const { value } = content;
	if (typeof value !== 'string' || value === '') throw new ApiError(44004);
	if ([...value].length > MAX_CONTENT_CHARACTERS) throw new ApiError(45002);
	return value;
}
