import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { ApiRequest } from '../../../core/api/wire';
import { type Connection, connectAccount } from '../../transport/connectAccount';
import { toNodeError } from '../../transport/toNodeError';
import { listOf } from '../../shared/answerItems';

/**
 * Reads a list of the account for a field of the editor.
 *
 * @param context of the editor
 * @param request asks the platform for it
 * @param name property of the answer that holds the list
 * @returns its rows as the platform gives them
 * @throws NodeApiError or NodeOperationError with a text for a person, without secrets
 */
export async function readList<Row>(
	context: ILoadOptionsFunctions,
	request: ApiRequest,
	name: string,
): Promise<Row[]> {
	let connection: Connection | undefined;
	try {
		connection = await connectAccount(context);
		return listOf(await connection.call(request, { effect: 'read' }), name) as Row[];
	} catch (error) {
		const secrets = connection?.account.secrets;
		throw toNodeError(context.getNode(), error, { effect: 'read', now: Date.now(), secrets });
	}
}
