import type { CoverageRow } from '../Area';

const source = 'official subscription notification pages';
const date = '2026-10';

/** Fidelity of the subscription notification routes. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'GET /wxaapi/newtmpl/getcategory',
		status: 'partial',
		rules: [{ rule: 'id and name of the account’s service categories', source, date }],
		differs: ['Every account has the same two categories'],
	},
	{
		route: 'GET /wxaapi/newtmpl/getpubtemplatetitles',
		status: 'covered',
		rules: [{ rule: '200018 and 200019 ids, 200016 start, 200017 limit 1–30', source, date }],
		differs: ['The library is a handful of titles of the simulator’s own'],
	},
	{
		route: 'GET /wxaapi/newtmpl/getpubtemplatekeywords',
		status: 'covered',
		rules: [{ rule: 'kid, name, example and rule; 200014', source, date }],
	},
	{
		route: 'POST /wxaapi/newtmpl/addtemplate',
		status: 'covered',
		rules: [
			{
				rule: '200014 title, 200020 2–5 keywords, 200021 scene of 15 characters, 200022 exists, 200012 too many',
				source,
				date,
			},
		],
		differs: ['25 templates; pages name 25 or 50'],
	},
	{
		route: 'GET /wxaapi/newtmpl/gettemplate',
		status: 'covered',
		rules: [{ rule: 'Templates with content, example and type', source, date }],
		differs: ['No library template has enumerated values'],
	},
	{
		route: 'POST /wxaapi/newtmpl/deltemplate',
		status: 'covered',
		rules: [{ rule: 'Deletes one template of the account', source, date }],
		differs: ['An unknown id answers 200001'],
	},
	{
		route: 'POST /cgi-bin/message/subscribe/bizsend',
		status: 'covered',
		rules: [
			{
				rule: 'One-time templates: one notice per consent; long-term: until rejected; else 43101',
				source,
				date,
			},
			{ rule: '40003, 40037, 41030 page; typed keys 47003 naming the field', source, date },
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
			'client_msg_id is accepted but not used: no page says that it prevents doubles here',
			'45168, 43107 and 43108 only as faults',
		],
	},
];
