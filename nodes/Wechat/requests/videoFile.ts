import { InputRefused, ResultUnknown } from '../../../core/errors/WechatErrors';
import { detectFormat } from '../checks/mediaFormat';
import { refuseText } from '../runner/binary';
import { fetchPage } from '../runner/fetchPage';
import type { ItemContext } from '../runner/Operation';

/**
 * Downloads the file of a video from the address that the platform gives in its place.
 *
 * @param item the item that is worked on
 * @param address `video_url` or `down_url` of the answer
 * @returns bytes that are an MP4, and their name where the host gives one
 * @throws InputRefused when there is no address or no file behind it, PlatformRefusal when the host answers with an errcode,
 *   ResultUnknown when anything but a video comes
 */
export async function videoFile(
	item: ItemContext,
	address: unknown,
): Promise<{ bytes: Buffer; contentType: string; fileName?: string }> {
	if (typeof address !== 'string' || address === '') {
		throw new InputRefused(
			'Media ID',
			'has no video file: WeChat left its address empty',
			'WeChat may still be checking the video, or has removed it: try again later, or do without the file.',
		);
	}
	const missing = new InputRefused(
		'Media ID',
		'has no video file any more',
		'The address that WeChat gives leads nowhere: the video is too old or was removed. Upload it, or let it be sent, again.',
	);
	const page = await fetchPage(item, address, missing);
	const path = new URL(address).pathname;
	const answer = refuseText(page, path);
	if (answer.kind !== 'binary' || detectFormat(answer.bytes) !== 'mp4') {
		throw new ResultUnknown('maybe-sent', 'the answer is no MP4 video', path);
	}
	return answer;
}
