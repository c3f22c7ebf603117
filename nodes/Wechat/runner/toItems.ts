import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ApiAnswer } from '../../../core/api/wire';
import type { Output } from './Operation';
import { listOf } from './listOf';
import { payload } from './payload';

/**
 * Turns a successful answer into output items.
 *
 * @param answer JSON of the platform; `errcode` 0 and `errmsg` "ok" say nothing and are left out
 * @param output what the operation promises
 * @throws ResultUnknown when a promised list is not there
 */
export function toItems(answer: ApiAnswer, output: Output): INodeExecutionData[] {
	const data = payload(answer);
	switch (output.kind) {
		case 'acknowledgement':
			return [{ json: { ...output.json, ...data } }];
		case 'one':
			return [{ json: output.pick === undefined ? data : asObject(data[output.pick]) }];
		case 'list':
			return listOf(answer, output.path).map((element) => ({ json: asObject(element, output.as) }));
	}
}

function asObject(value: unknown, name = 'value'): IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as IDataObject)
		: { [name]: value as IDataObject };
}
