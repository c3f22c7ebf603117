import type { Operation } from '../../runner/Operation';
import { signPageUrl } from './sign';

/** Web pages inside WeChat. */
export const JSSDK_OPERATIONS: readonly Operation[] = [signPageUrl];
