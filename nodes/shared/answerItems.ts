import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../../core/json/isRecord';
import type { ApiAnswer } from '../../core/api/wire';
import { IndeterminateResultError } from '../../core/errors/WechatErrors';

/** How a successful answer becomes output items. */
export type Output =
	/** The answer is one item; `pick` names the property that contains it. */
	| { kind: 'one'; pick?: string }
	/**
	 * Every element of a list is one item; `path` leads to the list, e.g. `template_list`. `as` is the name under which an element that is
	 * not an object is put.
	 */
	| { kind: 'list'; path: string; as?: string }
	/** The answer only reports success, or also an id: the item has `success`, and the properties of `json`. */
	| { kind: 'acknowledgement'; json?: IDataObject };

/**
 * Turns a successful answer into output items.
 *
 * @param answer JSON of WeChat; `errcode` 0 and `errmsg` "ok" are left out
 * @param output what the operation promises
 * @throws IndeterminateResultError when a promised list is missing
 */
export function toItems(answer: ApiAnswer, output: Output): INodeExecutionData[] {
	const data = payload(answer);
	switch (output.kind) {
		case 'acknowledgement':
			return [{ json: { success: true, ...output.json, ...data } }];
		case 'one':
			return [{ json: output.pick === undefined ? data : asObject(data[output.pick]) }];
		case 'list':
			return listOf(answer, output.path).map((element) => ({ json: asObject(element, output.as) }));
	}
}

function asObject(value: unknown, name = 'value'): IDataObject {
	return isRecord(value) ? (value as IDataObject) : { [name]: value as IDataObject };
}

/** Properties with the length of a list, or of what a list is a part of. */
const LENGTHS = ['count', 'total', 'total_count', 'total_num', 'number', 'list_size'];

/**
 * Returns the list in an answer that promises one. WeChat leaves an empty list out of some answers, which then say that its length is 0.
 *
 * @param answer JSON of WeChat
 * @param name property that contains the list, e.g. `user_info_list`
 * @throws IndeterminateResultError when there is none: the answer of a proxy or gateway must not pass for an empty list
 */
export function listOf(answer: ApiAnswer, name: string): unknown[] {
	const data = answer.kind === 'json' ? answer.data : {};
	const list = data[name] ?? (LENGTHS.some((length) => data[length] === 0) ? [] : undefined);
	if (Array.isArray(list)) return list;
	throw new IndeterminateResultError('maybe-sent', `the response contains no ${name}`, name);
}

/**
 * The content of a successful JSON answer, without `errcode` 0 and `errmsg` "ok".
 *
 * @param answer of WeChat; a file has no JSON content
 */
export function payload(answer: ApiAnswer): IDataObject {
	if (answer.kind !== 'json') return {};
	const { errcode: _errcode, errmsg: _errmsg, ...content } = answer.data;
	return content as IDataObject;
}
