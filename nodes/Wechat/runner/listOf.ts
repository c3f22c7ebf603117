import { ResultUnknown } from '../../../core/errors/WechatErrors';
import type { ApiAnswer } from '../../../core/api/wire';

/**
 * Takes the list out of an answer that promises one.
 *
 * @param answer JSON of the platform
 * @param name property that holds the list, e.g. `user_info_list`
 * @throws ResultUnknown when there is none: an answer of something in between must not pass for an empty list
 */
export function listOf(answer: ApiAnswer, name: string): unknown[] {
	const list = answer.kind === 'json' ? answer.data[name] : undefined;
	if (Array.isArray(list)) return list;
	throw new ResultUnknown('maybe-sent', `the answer holds no ${name}`, name);
}
