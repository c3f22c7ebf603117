import { readXml } from '../../core/protocol/readXml';
import { writeXml } from '../../core/protocol/writeXml';
import { type PushOutput, toOutput } from '../../core/push/toOutput';
import type { PushType } from '../../core/push/types';

const RECEIVED_AT = Date.UTC(2025, 9, 9, 8, 53, 20, 120);

/**
 * Makes the WeChat Trigger's item for the sample of a type, using the trigger's own code.
 *
 * @param type one of the list
 */
export function sampleOutput({ kind, name, sample }: PushType): PushOutput {
	const document = writeXml({
		ToUserName: 'gh_0123456789ab',
		FromUserName: 'oSAMPLE000000000000000000001',
		CreateTime: 1_760_000_000,
		...(kind === 'event' ? { MsgType: 'event', Event: name } : { MsgType: name }),
		...sample,
	});
	return toOutput({ message: readXml(document), encrypted: true, nonce: '' }, RECEIVED_AT);
}
