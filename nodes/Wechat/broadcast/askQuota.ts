import type { IDataObject } from 'n8n-workflow';
import { isTokenFailure } from '../../../core/errors/tokenPaths';
import { IndeterminateResultError, WechatApiError } from '../../../core/errors/WechatErrors';
import { payload } from '../../shared/answerItems';
import type { Connection } from '../../transport/connectAccount';

/**
 * Asks WeChat how many calls of an API the account has today.
 *
 * @param connection the account
 * @param path of the API
 * @returns `daily_limit`, `used` and `remain`; undefined where WeChat does not say, so that sending has to find out
 * @throws failures that concern the whole account, such as a refused token
 * @see https://developers.weixin.qq.com/doc/service/api/apimanage/api_getapiquota.html
 */
export async function askQuota(connection: Connection, path: string): Promise<IDataObject | undefined> {
	const request = { method: 'POST', path: '/cgi-bin/openapi/quota/get', body: { cgi_path: path } } as const;
	const answer = await connection.call(request, { effect: 'read' }).catch((error: unknown) => {
		// Some accounts have no permission to ask.
		if (error instanceof WechatApiError && !isTokenFailure(error)) return undefined;
		if (error instanceof IndeterminateResultError) return undefined;
		throw error;
	});
	const { quota } = answer ? payload(answer) : {};
	return typeof quota === 'object' && quota !== null ? (quota as IDataObject) : undefined;
}
