import { findCode } from '../../../core/errors/catalogue';
import { PlatformRefusal, ResultUnknown } from '../../../core/errors/WechatErrors';
import type { Operation } from './Operation';

/**
 * Whether the same item, unchanged, may get through in a later run: what a workflow needs to know before it gives somebody up.
 *
 * @param error what the item failed with
 * @param operation what was done
 * @param hopeless whether every item would have failed (quota, permission, secret): then it was not this one's fault
 */
export function mayTryAgain(
	error: unknown,
	operation: Pick<Operation, 'effect' | 'deduplicated'>,
	hopeless: boolean,
): boolean {
	if (hopeless) return true;
	if (error instanceof PlatformRefusal) return (findCode(error.refusal.errcode)?.retry ?? 'no') !== 'no';
	if (!(error instanceof ResultUnknown)) return false;
	// A write that may have been carried out would be carried out twice, unless the platform drops the second one.
	return error.reach === 'not-sent' || operation.effect === 'read' || operation.deduplicated;
}
