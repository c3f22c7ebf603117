import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { readRing } from '../../state/ring';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { controls } from './controls';
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

/** When the rules below were read. */
const date = '2026-10';

/** Subscription notifications: templates, consents, sending. */
export const subscription = {
	routes: accountRoutes(PERMITS.subscriptionNotices, [
		{
			method: 'GET',
			path: '/wxaapi/newtmpl/getcategory',
			body: 'none',
			coverage: {
				status: 'partial',
				rules: [
					{
						rule: 'id and name of the account’s service categories',
						source: 'official subscription notification pages',
						date,
					},
				],
				differs: ['Every account has the same two categories'],
			},
			handle: listCategories,
		},
		{
			method: 'GET',
			path: '/wxaapi/newtmpl/getpubtemplatetitles',
			body: 'none',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: '200018 and 200019 ids, 200016 start, 200017 limit 1–30',
						source: 'official subscription notification pages',
						date,
					},
				],
				differs: ['The library is a handful of titles of the simulator’s own'],
			},
			handle: ({ query }) => listTitles(query),
		},
		{
			method: 'GET',
			path: '/wxaapi/newtmpl/getpubtemplatekeywords',
			body: 'none',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'kid, name, example and rule; 200014',
						source: 'official subscription notification pages',
						date,
					},
				],
			},
			handle: ({ query }) => listKeywords(query.get('tid')),
		},
		{
			method: 'POST',
			path: '/wxaapi/newtmpl/addtemplate',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: '200014 title, 200020 2–5 keywords, 200021 scene of 15 characters, 200022 exists, 200012 too many',
						source: 'official subscription notification pages',
						date,
					},
				],
				differs: ['25 templates; pages name 25 or 50'],
			},
			handle: ({ world, account, json }) => addFromLibrary(world, account, json),
		},
		{
			method: 'GET',
			path: '/wxaapi/newtmpl/gettemplate',
			body: 'none',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Templates with content, example and type',
						source: 'official subscription notification pages',
						date,
					},
				],
				differs: ['No library template has enumerated values'],
			},
			handle: ({ account }) => listPrivate(account),
		},
		{
			method: 'POST',
			path: '/wxaapi/newtmpl/deltemplate',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Deletes one template of the account; 20001 no such template',
						source: 'official subscription notification pages',
						date,
					},
				],
			},
			handle({ account, json }) {
				deletePrivate(account, json.priTmplId);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/message/subscribe/bizsend',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'One-time templates: one notice per consent; long-term: until rejected; else 43101',
						source: 'official subscription notification pages',
						date,
					},
					{
						rule: '40003, 40037, 41030 page; typed keys 47003 naming the field',
						source: 'official subscription notification pages',
						date,
					},
					{
						rule: 'No id in the answer, MsgID in subscribe_msg_sent_event',
						source: 'developer questions',
						date: '2021-11',
					},
					{ rule: '48001 for test numbers', source: 'developer question', date: '2021-12' },
				],
				differs: [
					'Emoji are taken out as in template messages; no announcement names these notices',
					'page must be an http or https URL',
					'Consent (43101) is judged before the values (47003): no page tells the order',
					'client_msg_id is accepted but not used: no page says that it prevents doubles here',
					'miniprogram_state and lang, which the page calls required, may be missing: older pages name neither',
					'45168, 43107 and 43108 only as faults',
				],
			},
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
