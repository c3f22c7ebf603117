import type { IDataObject } from 'n8n-workflow';
import type { ApiAnswer } from '../../../core/api/wire';

/**
 * The content of a successful JSON answer: `errcode` 0 and `errmsg` "ok" say nothing and are left out.
 *
 * @param answer a file has no content here
 */
export function payload(answer: ApiAnswer): IDataObject {
	if (answer.kind !== 'json') return {};
	return Object.fromEntries(
		Object.entries(answer.data).filter(([name]) => name !== 'errcode' && name !== 'errmsg'),
	) as IDataObject;
}
