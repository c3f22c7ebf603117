import { defineResource } from '../../operation';
import { buildConfirmUrl } from './buildUrl';
import { sendOneTimeMessage } from './send';

/** One-time subscription messages 一次性订阅消息. */
export const oneTimeSubscription = defineResource({
	value: 'oneTimeSubscription',
	name: 'One-Time Subscription Message',
	chinese: '一次性订阅消息',
	operations: [buildConfirmUrl, sendOneTimeMessage],
});
