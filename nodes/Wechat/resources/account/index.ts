import { defineResource } from '../../operation';
import { checkCallback } from './checkCallback';
import { clearApiQuota } from './clearApiQuota';
import { clearQuota } from './clearQuota';
import { clearQuotaBySecret } from './clearQuotaBySecret';
import { getApiIps } from './getApiIps';
import { getAutoReplies } from './getAutoReplies';
import { getCallbackIps } from './getCallbackIps';
import { getQuota } from './getQuota';
import { lookUpRid } from './lookUpRid';

/** Quotas, IP addresses and diagnostics of the account. */
export const account = defineResource({
	value: 'account',
	name: 'Account',
	chinese: '接口管理',
	operations: [
		checkCallback,
		clearApiQuota,
		clearQuota,
		clearQuotaBySecret,
		getAutoReplies,
		getApiIps,
		getCallbackIps,
		getQuota,
		lookUpRid,
	],
});
