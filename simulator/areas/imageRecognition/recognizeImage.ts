import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import type { AccountCall } from '../Area';
import { OK } from '../answerOk';
import { readTextField, readUpload } from '../media/readUpload';
import { SAMPLES, type RecognitionName } from './samples';

const MAX_BYTES = 2 * 1024 * 1024;
const MAX_RATIOS = 5;

/** Results set for an account, by call; null: nothing is found. */
export const recognitionData: (account: Account) => { results: Map<string, JsonObject | null> } = accountSlot(
	'imageRecognition',
	() => ({ results: new Map<string, JsonObject | null>() }),
);

/**
 * Any call of `/cv/ocr` and `/cv/img`: a picture in the part `img`, or its URL as `img_url`.
 *
 * @throws ApiError 101000 address, 41005 no picture, 101002 2 MB or more, 101001 nothing found, 40097 ratios
 */
export async function recognizeImage(call: AccountCall, name: RecognitionName): Promise<JsonObject> {
	const { query, account } = call;
	const address = query.get('img_url');
	if (address === null) await checkPicture(call);
	else if (!/^https?:\/\//.test(address) || !URL.canParse(address)) throw new ApiError(101000);
	const set = recognitionData(account).results.get(name);
	if (set === null) throw new ApiError(101001);
	if (name === 'img/aicrop') return { ...OK, ...(set ?? cropAll(await ratiosOf(call))) };
	return { ...OK, ...(set ?? SAMPLES[name]) };
}

async function checkPicture(call: AccountCall): Promise<void> {
	const { bytes } = await readUpload(call, 'img');
	if (bytes.length >= MAX_BYTES) throw new ApiError(101002);
}

/** The form field `ratios`, also for a picture given by URL. */
async function ratiosOf(call: AccountCall): Promise<number> {
	const text = (await readTextField(call, 'ratios')) ?? '1';
	const ratios = text.split(',').map(Number);
	if (ratios.length > MAX_RATIOS || ratios.some((ratio) => !(ratio > 0))) throw new ApiError(40097);
	return ratios.length;
}

function cropAll(ratios: number): JsonObject {
	const { results, ...size } = SAMPLES['img/aicrop'];
	return { ...size, results: Array.from({ length: ratios }, () => ({ ...results[0] })) };
}
