import { InputRefused } from '../../../core/errors/WechatErrors';
import { trimText } from '../../../core/template/visibleText';
import { required, withinCharacters } from './textLimits';
import { wholeNumber } from './wholeNumber';

const MAX_CHARACTERS = 64;
const MAX_TEMPORARY_NUMBER = 2 ** 32 - 1;
const MAX_PERMANENT_NUMBER = 100_000;

/**
 * Checks what a QR code shall carry.
 *
 * @param type `text` or `number`
 * @param value the scene
 * @param permanent whether the code never expires
 * @returns `action_name` and `scene` of the request
 * @throws InputRefused naming the limit
 * @see https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodes/api_createqrcode.html
 */
export function sceneOf(
	type: string,
	value: unknown,
	permanent: boolean,
): { action: string; scene: { scene_id: number } | { scene_str: string } } {
	const text = trimText(required('Scene', value));
	if (type === 'number') {
		const max = permanent ? MAX_PERMANENT_NUMBER : MAX_TEMPORARY_NUMBER;
		return {
			action: permanent ? 'QR_LIMIT_SCENE' : 'QR_SCENE',
			scene: { scene_id: wholeNumber('Scene', text, 1, max) },
		};
	}
	if (type !== 'text')
		throw new InputRefused('Scene Type', 'is neither Text nor Number', 'Choose one of the two.');
	return {
		action: permanent ? 'QR_LIMIT_STR_SCENE' : 'QR_STR_SCENE',
		scene: { scene_str: withinCharacters('Scene', oneLine(text), MAX_CHARACTERS) },
	};
}

function oneLine(text: string): string {
	if (!/\p{Cc}/u.test(text)) return text;
	throw new InputRefused('Scene', 'holds line breaks or control characters', 'Remove them.');
}
