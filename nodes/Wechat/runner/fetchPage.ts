import { classify } from '../../../core/api/classify';
import { repeatCall } from '../../../core/api/repeatCall';
import { sendOrUnknown } from '../../../core/api/sendOrUnknown';
import type { ApiAnswer } from '../../../core/api/wire';
import { InputRefused, ResultUnknown } from '../../../core/errors/WechatErrors';
import { CREDENTIAL, readPageHosts } from '../../transport/account';
import { hostPorts } from '../../transport/hostPorts';
import type { ItemContext } from './Operation';

const TIMEOUT_MS = 60_000;
const NOT_FOUND = 404;

/**
 * Reads the host of QR code images and subscription pages out of the credential.
 *
 * @returns e.g. `https://mp.weixin.qq.com`, without a final slash
 */
export async function mpHost(item: ItemContext): Promise<string> {
	return readPageHosts(await item.n8n.getCredentials(CREDENTIAL)).mp;
}

/**
 * Fetches a public file of the platform that is not behind the API: a QR code image, the file of a video. No token goes
 * along; lost connections are repeated like every read.
 *
 * @param item the item that is worked on
 * @param url absolute
 * @param missing what to say when there is nothing under the address
 * @throws InputRefused `missing` for 404, ResultUnknown when no file comes
 */
export async function fetchPage(item: ItemContext, url: string, missing: InputRefused): Promise<ApiAnswer> {
	const { helpers } = item.n8n;
	const signal = item.n8n.getExecutionCancelSignal();
	const ports = {
		...hostPorts(async (options) => await helpers.httpRequest(options), signal),
		sleep: item.connection.sleep,
	};
	const path = pathOf(url);
	return await repeatCall(ports, { effect: 'read' }, async () => {
		const wire = { method: 'GET' as const, url, headers: {}, timeoutMs: TIMEOUT_MS };
		const response = await sendOrUnknown(ports, path, wire);
		if (response.status === NOT_FOUND) throw missing;
		return classify(response, path, 'binary');
	});
}

function pathOf(url: string): string {
	if (URL.canParse(url)) return new URL(url).pathname;
	throw new ResultUnknown('not-sent', 'WeChat gave an address that is not usable', 'file address');
}
