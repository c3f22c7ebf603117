import type { Operation } from '../../runner/Operation';
import { checkCallback } from './checkCallback';
import { clearApiQuota } from './clearApiQuota';
import { clearQuota } from './clearQuota';
import { getApiIps } from './getApiIps';
import { getCallbackIps } from './getCallbackIps';
import { getQuota } from './getQuota';
import { lookUpRid } from './lookUpRid';

/** Quotas, addresses and diagnosis of the account. */
export const ACCOUNT_OPERATIONS: readonly Operation[] = [
	checkCallback,
	clearApiQuota,
	clearQuota,
	getApiIps,
	getCallbackIps,
	getQuota,
	lookUpRid,
];
