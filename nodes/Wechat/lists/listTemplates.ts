import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { readList } from './readList';

/** One template of the account, as the platform lists it. */
export interface ListedTemplate {
	template_id: string;
	title: string;
	/** Text with placeholders such as `{{thing1.DATA}}`. */
	content: string;
	/** The same text, filled. */
	example: string;
}

/**
 * Reads the account's templates for the editor.
 *
 * @throws NodeApiError or NodeOperationError with a text for a person
 * @see https://developers.weixin.qq.com/doc/service/api/notify/template/api_getalltemplates.html
 */
export async function listTemplates(context: ILoadOptionsFunctions): Promise<ListedTemplate[]> {
	const request = { method: 'GET', path: '/cgi-bin/template/get_all_private_template' } as const;
	return await readList<ListedTemplate>(context, request, 'template_list');
}

/** @returns whether it is the one for one-time subscription messages: sending a template message with it answers 40037 */
export function isOneTimeTemplate({ title, content }: ListedTemplate): boolean {
	return title === '订阅模板消息' && content === '{{content.DATA}}';
}
