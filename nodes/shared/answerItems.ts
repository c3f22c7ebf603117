import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../../core/api/isRecord';
import type { ApiAnswer } from '../../core/api/wire';
import { IndeterminateResultError } from '../../core/errors/WechatErrors';

/** What becomes of a successful answer. */
export type Output =
	/** The answer is one item; `pick` names the property that holds it. */
	| { kind: 'one'; pick?: string }
	/** Every element of a list is one item; `path` leads to it, e.g. `template_list`. `as` names elements that are no objects. */
	| { kind: 'list'; path: string; as?: string }
	/** The answer says only that it worked, in WeChat's way, or gives an id besides: `success`, and what `json` adds to it. */
	| { kind: 'acknowledgement'; json?: IDataObject };

/**
 * Turns a successful answer into output items.
 *
 * @param answer JSON of the platform; `errcode` 0 and `errmsg` "ok" say nothing and are left out
 * @param output what the operation promises
 * @throws IndeterminateResultError when a promised list is not there
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

/**
 * Takes the list out of an answer that promises one.
 *
 * @param answer JSON of the platform
 * @param name property that holds the list, e.g. `user_info_list`
 * @throws IndeterminateResultError when there is none: an answer of something in between must not pass for an empty list
 */
export function listOf(answer: ApiAnswer, name: string): unknown[] {
	const list = answer.kind === 'json' ? answer.data[name] : undefined;
	if (Array.isArray(list)) return list;
	throw new IndeterminateResultError('maybe-sent', `the response contains no ${name}`, name);
}

/**
 * The content of a successful JSON answer: `errcode` 0 and `errmsg` "ok" say nothing and are left out.
 *
 * @param answer a file has no content here
 */
export function payload(answer: ApiAnswer): IDataObject {
	if (answer.kind !== 'json') return {};
	const { errcode: _errcode, errmsg: _errmsg, ...content } = answer.data;
	return content as IDataObject;
}
