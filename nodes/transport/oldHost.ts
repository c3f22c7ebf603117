import {
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeProperties,
	NodeOperationError,
} from 'n8n-workflow';
import { tooOld } from './hostAbilities';

const REMEDY = 'Update n8n; the newest 1.x is enough, and current versions work best.';

/**
 * What every node of the package shows first while n8n is too old for it.
 *
 * @param reason why n8n is too old; undefined when it is not
 * @returns nothing to show on an n8n that will do
 */
export function oldHostNotice(reason: string | undefined = tooOld): INodeProperties[] {
	if (reason === undefined) return [];
	return [{ displayName: `${reason}. ${REMEDY}`, name: 'oldHostNotice', type: 'notice', default: '' }];
}

/**
 * Refuses to run on an n8n that is too old, in place of whatever would be missing there first.
 *
 * @param n8n the context of a run, or of publishing
 * @param reason why n8n is too old; undefined when it is not
 * @throws NodeOperationError naming the oldest n8n that will do
 */
export function refuseOldHost(
	n8n: IExecuteFunctions | IHookFunctions,
	reason: string | undefined = tooOld,
): void {
	if (reason === undefined) return;
	throw new NodeOperationError(n8n.getNode(), reason, { description: REMEDY });
}
