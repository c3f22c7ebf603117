import type { Operation } from '../../runner/Operation';
import { customCall } from './call';

/** Everything that has no operation of its own. */
export const CUSTOM_OPERATIONS: readonly Operation[] = [customCall];
