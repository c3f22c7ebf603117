import type { CoverageRow } from '../Area';

const source = 'official custom menu pages';
const CONDITIONAL = 'official conditional menu pages';
const LIMITS = 'official call limits page';
const date = '2026-10';

/** Fidelity of the menu routes. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'POST /cgi-bin/menu/create',
		status: 'covered',
		rules: [
			{
				rule: '1–3 buttons (40016), 1–5 below (40023), two levels (40022); replaces the whole menu',
				source,
				date,
			},
			{
				rule: 'Name 16 bytes, below 60 (40018, 40025); key 128 (40019, 40026); url 1024 (40020, 40027)',
				source,
				date,
			},
			{
				rule: 'Types (40017, 40024), media (40007, 40117, 40118), articles (53600), linked mini programs (45064)',
				source,
				date,
			},
			{
				rule: 'view_limited is withdrawn (40119, 40120)',
				source: 'official draft box announcement',
				date: '2022-01',
			},
			{ rule: '\\uXXXX escapes in the body (40033)', source, date },
			{ rule: '1000 calls a day, test numbers 100', source: LIMITS, date },
		],
		differs: [
			'A url that is not http or https answers 40055 or 40054; ICP licences and domain quotas are not looked at',
			'Any url with a host is accepted',
		],
	},
	{
		route: 'GET /cgi-bin/menu/get',
		status: 'covered',
		rules: [
			{ rule: 'Menu made by API, 46003 without; conditional menus with rule and menuid', source, date },
			{ rule: '10 000 calls a day, test numbers 1000', source: LIMITS, date },
		],
	},
	{
		route: 'GET /cgi-bin/menu/delete',
		status: 'covered',
		rules: [
			{ rule: 'Deletes the default and all conditional menus', source, date },
			{ rule: '1000 calls a day, test numbers 100', source: LIMITS, date },
		],
		differs: ['Accepted also when there is no menu'],
	},
	{
		route: 'POST /cgi-bin/menu/addconditional',
		status: 'covered',
		rules: [
			{
				rule: '65303 without default menu, 65304 rule, 65307 no buttons, 65308 button without act',
				source: CONDITIONAL,
				date,
			},
			{ rule: 'tag_id and client_platform_type; withdrawn keys 65320', source: CONDITIONAL, date },
			{ rule: '3 domains over all conditional menus (65316); 2000 calls a day', source: CONDITIONAL, date },
		],
		differs: ['A tag_id of no tag is accepted; the number of menus (65305) is not limited'],
	},
	{
		route: 'POST /cgi-bin/menu/delconditional',
		status: 'covered',
		rules: [{ rule: '65301 not a conditional menu; 2000 calls a day', source: CONDITIONAL, date }],
	},
	{
		route: 'POST /cgi-bin/menu/trymatch',
		status: 'covered',
		rules: [
			{ rule: 'Newest rule first; of several tags the one given last counts', source: CONDITIONAL, date },
			{ rule: '65302 unknown person; 20 000 calls a day', source: CONDITIONAL, date },
		],
		differs: [
			'WeChat ids are not known, openids only; a phone is iOS until the control shown says otherwise',
		],
	},
	{
		route: 'GET /cgi-bin/get_current_selfmenu_info',
		status: 'partial',
		rules: [{ rule: 'Another shape than menu/get, open to uncertified accounts', source, date }],
		differs: ['Menus made in the console do not exist, so news_info is never shown'],
	},
];
