import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { readList } from './readList';

/** One subscription template of the account, as the platform lists it. */
export interface ListedSubscriptionTemplate {
	priTmplId: string;
	title: string;
	/** Text with placeholders such as `{{thing1.DATA}}`. */
	content: string;
	/** The same text, filled. */
	example: string;
	/** 2 one message for each agreement, 3 long-term. */
	type: number;
	/** The only values of some keys; `keywordCode` is e.g. `enum_string2.DATA`. */
	keywordEnumValueList?: { keywordCode: string; enumValueList: string[] }[];
}

/**
 * Reads the account's subscription templates for the editor.
 *
 * @throws NodeApiError or NodeOperationError with a text for a person
 * @see https://developers.weixin.qq.com/doc/service/api/notify/notify/api_getwxapubnewtemplate.html
 */
export async function listSubscriptionTemplates(
	context: ILoadOptionsFunctions,
): Promise<ListedSubscriptionTemplate[]> {
	const request = { method: 'GET', path: '/wxaapi/newtmpl/gettemplate' } as const;
	return await readList<ListedSubscriptionTemplate>(context, request, 'data');
}
