import {
	type IDataObject,
	type INode,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { CODES_PAGE } from '../../core/errors/explain';
import { WechatApiError, IndeterminateResultError } from '../../core/errors/WechatErrors';
import { describeFailure, type FailureContext, type RefusalCodes, refusalCodes } from './describeFailure';

/**
 * Turns any failure into the error that n8n shows, with our own message and description: n8n does not know `errcode` and would call the
 * issue unknown.
 *
 * @param node the node that failed
 * @param error what was thrown
 * @param context of the failed call; `itemIndex` of the input item
 */
export function toNodeError(
	node: INode,
	error: unknown,
	context: FailureContext & { itemIndex?: number },
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const { message, description } = describeFailure(error, context);
	const options = { message, description, itemIndex: context.itemIndex };
	if (error instanceof WechatApiError) {
		const codes = refusalCodes(error, context.secrets);
		const known = new NodeApiError(node, { ...codes } as JsonObject, options);
		return withDetails(known, { ...codes, codes: CODES_PAGE }, detailsOf(codes));
	}
	if (error instanceof IndeterminateResultError) {
		const { reach, path } = error;
		const known = new NodeApiError(node, { reach, path } as JsonObject, options);
		return withDetails(known, { reach, path }, [`API ${path}`]);
	}
	return new NodeOperationError(node, message, options);
}

/** The text that n8n shows collapsed under "Error details": WeChat's own text, and where to find more. */
function detailsOf({ errmsg, path, rid }: RefusalCodes): string[] {
	return [
		`WeChat answered: ${errmsg || 'no text'}`,
		`API ${path}`,
		...(rid ? [`Request id (rid) ${rid}: Account → Look Up Rid shows for 7 days what WeChat received`] : []),
		`All codes: ${CODES_PAGE}`,
	];
}

function withDetails(error: NodeApiError, data: IDataObject, messages: string[]): NodeApiError {
	error.context.data = data;
	error.messages = messages;
	return error;
}
