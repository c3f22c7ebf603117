import {
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeProperties,
	NodeOperationError,
} from 'n8n-workflow';
import { tooOld } from './hostAbilities';

const REMEDY = 'Update n8n; the newest 1.x is enough, and current versions work best.';

/**
 * The notice that every node of the package shows first when n8n is too old for it.
 *
 * @returns an empty array when n8n is new enough
 */
export function oldHostNotice(): INodeProperties[] {
	if (tooOld === undefined) return [];
	return [{ displayName: `${tooOld}. ${REMEDY}`, name: 'oldHostNotice', type: 'notice', default: '' }];
}

/**
 * Refuses to run on an n8n that is too old, before something missing there causes an obscure error.
 *
 * @param n8n the context of a run, or of publishing
 * @throws NodeOperationError naming the oldest supported n8n
 */
export function refuseOldHost(n8n: IExecuteFunctions | IHookFunctions): void {
	if (tooOld === undefined) return;
	throw new NodeOperationError(n8n.getNode(), tooOld, { description: REMEDY });
}
