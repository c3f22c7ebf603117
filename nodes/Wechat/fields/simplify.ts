import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../core/json/isRecord';
import type { Field, Simple } from '../operation';

/** Off by default, so that the output of existing workflows does not change. */
export const simplify: Field<'simplify', 'boolean'> = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: false,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

const USER = [
	...['openid', 'unionid', 'remark', 'subscribe', 'subscribe_time', 'subscribe_scene', 'tagid_list'],
	// Errors are kept.
	'profile',
];
const NEWS = ['title', 'author', 'digest', 'url', 'is_deleted'];

/** Keeps who a follower is, since when and with which tags. */
export const simpleUser: Simple = (json) => only(json, USER);

/** Keeps name and content of a template. */
export const simpleTemplate: Simple = (json) => only(json, ['template_id', 'title', 'content', 'example']);

/** Keeps titles and URLs of articles, without their text: for one publication or draft, a list of them, or a material. */
export const simpleNews: Simple = (json) => {
	const { content } = json;
	const items = json.news_item ?? (isRecord(content) ? content.news_item : undefined);
	const facts = only(json, ['article_id', 'media_id', 'name', 'url', 'update_time']);
	if (!Array.isArray(items)) return facts;
	return {
		...facts,
		news_item: items.map((item) => (isRecord(item) ? only(item as IDataObject, NEWS) : item)),
	};
};

function only(json: IDataObject, names: readonly string[]): IDataObject {
	return Object.fromEntries(
		names.filter((name) => json[name] !== undefined).map((name) => [name, json[name]]),
	);
}
