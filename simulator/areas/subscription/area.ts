import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { readRing } from '../../state/ring';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { controls } from './controls';
import { coverage } from './coverage';
import {
	addFromLibrary,
	deletePrivate,
	listCategories,
	listKeywords,
	listPrivate,
	listTitles,
} from './manageTemplates';
import { sendNotice } from './sendNotice';
import { subscriptionData } from './subscriptionData';

/** Subscription notifications: templates, consents, sending. */
export const subscription = {
	coverage,
	routes: accountRoutes(PERMITS.subscriptionNotices, [
		{ method: 'GET', path: '/wxaapi/newtmpl/getcategory', body: 'none', handle: listCategories },
		{
			method: 'GET',
			path: '/wxaapi/newtmpl/getpubtemplatetitles',
			body: 'none',
			handle: ({ query }) => listTitles(query),
		},
		{
			method: 'GET',
			path: '/wxaapi/newtmpl/getpubtemplatekeywords',
			body: 'none',
			handle: ({ query }) => listKeywords(query.get('tid')),
		},
		{
			method: 'POST',
			path: '/wxaapi/newtmpl/addtemplate',
			body: 'json',
			handle: ({ world, account, json }) => addFromLibrary(world, account, json),
		},
		{
			method: 'GET',
			path: '/wxaapi/newtmpl/gettemplate',
			body: 'none',
			handle: ({ account }) => listPrivate(account),
		},
		{
			method: 'POST',
			path: '/wxaapi/newtmpl/deltemplate',
			body: 'json',
			handle({ account, json }) {
				deletePrivate(account, json.priTmplId);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/message/subscribe/bizsend',
			body: 'json',
			handle({ world, account, json }) {
				sendNotice(world, account, json);
				return OK;
			},
		},
	]),
	controls,
	describe,
} satisfies Area;

function describe(account: Account): JsonObject {
	const { templates, consents, sent } = subscriptionData(account);
	return {
		templates: [...templates.values()].map((template) => ({ ...template })),
		consents: [...consents].map(([key, consent]) => {
			const [openid = '', templateId = ''] = key.split(' ');
			return { openid, templateId, ...consent };
		}),
		accepted: sent.added,
		messages: readRing(sent).map(({ msgid, lines, miniprogram, ...notice }) => ({
			...notice,
			msgid: String(msgid),
			lines: lines.map((line) => ({ ...line })),
			miniprogram: miniprogram && { ...miniprogram },
		})),
	};
}
