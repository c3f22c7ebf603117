import { isIP } from 'node:net';
import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';

const ACTIONS = ['dns', 'ping', 'all'];
const OPERATORS = ['CHINANET', 'UNICOM', 'CAP', 'DEFAULT'];
const LOOPBACK = '127.0.0.1';

/**
 * `callback/check`: how the platform's networks reach the account's server URL. Nothing is really called.
 *
 * @throws ApiError 40202 action, 40203 operator, 40201 no server URL
 */
export function checkCallback(account: Account, json: Readonly<Record<string, unknown>>): JsonObject {
	const action = String(json.action);
	const operator = String(json.check_operator);
	if (!ACTIONS.includes(action)) throw new ApiError(40202);
	if (!OPERATORS.includes(operator)) throw new ApiError(40203);
	if (account.callbackUrl === null) throw new ApiError(40201);
	const { hostname } = new URL(account.callbackUrl);
	const ip = isIP(hostname) > 0 ? hostname : LOOPBACK;
	const network = operator === 'DEFAULT' ? 'CAP' : operator;
	const dns = [{ ip, real_operator: network }];
	const ping = [{ ip, from_operator: network, package_loss: '0%', time: '0.421ms' }];
	return { dns: action === 'ping' ? undefined : dns, ping: action === 'dns' ? undefined : ping };
}
