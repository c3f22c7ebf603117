import { type INode, type JsonObject, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { PlatformRefusal, ResultUnknown } from '../../core/errors/WechatErrors';
import { describeFailure, type FailureContext, refusalCodes } from './describeFailure';

/**
 * Turns any failure into the error that n8n shows, with our own message and description: n8n does not know `errcode` and
 * would say that the issue is unknown.
 *
 * @param node the node that failed
 * @param error what was thrown
 * @param context which call it was; `itemIndex` which input item
 */
export function toNodeError(
	node: INode,
	error: unknown,
	context: FailureContext & { itemIndex?: number },
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const { message, description } = describeFailure(error, context);
	const options = { message, description, itemIndex: context.itemIndex };
	if (error instanceof PlatformRefusal) {
		const { path } = error.refusal;
		return new NodeApiError(node, { ...refusalCodes(error, context.secrets), path } as JsonObject, options);
	}
	if (error instanceof ResultUnknown) {
		return new NodeApiError(node, { reach: error.reach, path: error.path } as JsonObject, options);
	}
	return new NodeOperationError(node, message, options);
}
