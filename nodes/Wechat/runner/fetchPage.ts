import { decideRetry } from '../../../core/api/retryRule';
import { classify } from '../../../core/api/classify';
import { type ApiAnswer, SendFailure } from '../../../core/api/wire';
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
	const ports = hostPorts(
		async (options) => await helpers.httpRequest(options),
		item.n8n.getExecutionCancelSignal(),
	);
	const path = pathOf(url);
	for (let attempts = 1; ; attempts++) {
		try {
			const response = await ports.send({ method: 'GET', url, headers: {}, timeoutMs: TIMEOUT_MS });
			if (response.status === NOT_FOUND) throw missing;
			return classify(response, path, 'binary');
		} catch (failure) {
			const error =
				failure instanceof SendFailure ? new ResultUnknown(failure.reach, failure.message, path) : failure;
			const decision = decideRetry({
				error,
				effect: 'read',
				deduplicated: false,
				attempts,
				tokenRenewed: true,
				random: ports.random(),
			});
			if (decision.action !== 'repeat') throw error;
			await item.connection.sleep(decision.delayMs);
		}
	}
}

function pathOf(url: string): string {
	if (URL.canParse(url)) return new URL(url).pathname;
	throw new ResultUnknown('not-sent', 'WeChat gave an address that is not usable', 'file address');
}
