import type { Operation } from '../../runner/Operation';
import { buildConfirmUrl } from './buildUrl';
import { sendOneTimeMessage } from './send';

/** One-time subscription messages 一次性订阅消息. */
export const ONE_TIME_SUBSCRIPTION_OPERATIONS: readonly Operation[] = [buildConfirmUrl, sendOneTimeMessage];
