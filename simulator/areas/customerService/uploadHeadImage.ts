import { ApiError } from '../../errors/ApiError';
import type { AccountCall } from '../Area';
import { readUpload } from '../media/readUpload';
import { findAgent } from './agents';

const MAX_BYTES = 5 * 1024 * 1024;

/**
 * `kfaccount/uploadheadimg`: gives an agent a picture.
 *
 * @throws ApiError 65401, what uploads require, 40005 no jpg, 40009 more than 5 MB
 */
export async function uploadHeadImage(call: AccountCall): Promise<void> {
	const agent = findAgent(call.account, call.query.get('kf_account'));
	const { extension, bytes } = await readUpload(call);
	if (extension !== 'jpg' && extension !== 'jpeg') throw new ApiError(40005);
	if (bytes.length > MAX_BYTES) throw new ApiError(40009);
	agent.headImage = `http://mmbiz.qpic.cn/mmbiz_jpg/${call.world.ids.alphanumeric(64)}/0`;
}
