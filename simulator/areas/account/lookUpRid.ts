import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { CallRecord } from '../../server/CallRecord';
import type { Account } from '../../state/Account';
import { readRing } from '../../state/ring';
import type { World } from '../../World';
import { OK } from '../answerOk';

const LIFE_MS = 7 * 86_400_000;
const RID_FORM = /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/;

/**
 * `openapi/rid/get`: the failed call that a rid was printed for.
 *
 * @param rid of the body
 * @throws ApiError 76002 ill-formed, 76001 unknown, 76003 a call of another account, 76022 a call of `sns/`, 76004 older than 7 days
 */
export function lookUpRid(world: World, account: Account, rid: unknown): JsonObject {
	if (typeof rid !== 'string' || !RID_FORM.test(rid)) throw new ApiError(76002);
	const record = readRing(world.store.calls).find(({ responseBody }) => responseBody.includes(`rid: ${rid}`));
	if (!record) throw new ApiError(76001);
	if (record.path.startsWith('/sns/')) throw new ApiError(76022);
	if (ownerOf(world, record) !== account.appid) throw new ApiError(76003);
	if (world.clock.now() - record.atMs > LIFE_MS) throw new ApiError(76004);
	return {
		...OK,
		request: {
			invoke_time: Math.floor(record.atMs / 1000),
			cost_in_ms: record.ms,
			request_url: record.query,
			request_body: record.requestBody,
			response_body: record.responseBody,
			client_ip: account.egressIp ?? '127.0.0.1',
		},
	};
}

/** A call with a dead token, and one that asked for a token, belong to an account as well. */
function ownerOf(world: World, { appid, query, requestBody }: CallRecord): string | null {
	if (appid !== null) return appid;
	const asked = new URLSearchParams(query);
	const token = world.store.tokens.get(asked.get('access_token') ?? '');
	return (
		token?.appid ?? asked.get('appid') ?? /"appid"\s*:\s*"(wx[0-9a-f]{16})"/.exec(requestBody)?.[1] ?? null
	);
}
