import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { payload } from '../../shared/answerItems';
import { askAccount, offerMatching } from './readList';

interface ConditionalMenu {
	menuid: number | string;
	button?: { name?: string }[];
	matchrule?: Record<string, unknown>;
}

/**
 * Lists the conditional menus of the account by their buttons and conditions.
 *
 * @param filter what the user typed; matches buttons, conditions and id
 * @throws NodeApiError or NodeOperationError with a text for the user
 * @see https://developers.weixin.qq.com/doc/service/api/custommenu/api_getmenu.html
 */
export async function searchConditionalMenus(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const answer = await askAccount(this, async ({ call }) =>
		payload(await call({ method: 'GET', path: '/cgi-bin/menu/get' }, { effect: 'read' })),
	);
	const { conditionalmenu = [] } = answer as { conditionalmenu?: ConditionalMenu[] };
	return offerMatching(
		conditionalmenu.map(({ menuid, button = [], matchrule = {} }) => {
			const buttons = button.map(({ name = '' }) => name).join(' · ');
			const conditions = Object.entries(matchrule)
				.filter(([, value]) => value !== '' && value !== undefined)
				.map(([name, value]) => `${name} ${String(value)}`)
				.join(', ');
			return { name: conditions === '' ? buttons : `${buttons} (${conditions})`, value: String(menuid) };
		}),
		filter,
	);
}
