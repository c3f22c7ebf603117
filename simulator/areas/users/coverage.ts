import type { CoverageRow } from '../Area';

/** Fidelity of the follower routes. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'GET /cgi-bin/user/info',
		status: 'covered',
		rules: [
			{
				rule: 'nickname and headimgurl are empty, sex and region 0 or empty, since 2021-12-27',
				source: 'official announcement and page user/info',
				date: '2021-12-27',
			},
			{
				rule: 'A person who does not follow: subscribe 0, openid, unionid if bound, nothing else',
				source: 'official page user/info',
				date: '2026-10',
			},
			{ rule: '5 000 000 calls a day', source: 'official call limits page', date: '2026-10' },
			{
				rule: '40003 for an openid of another account, 41009 without one',
				source: 'official return codes',
				date: '2026-10',
			},
		],
		differs: ['groupid is the first tag of the person; consoles show 500 000 calls a day for some accounts'],
	},
	{
		route: 'GET /cgi-bin/user/get',
		status: 'covered',
		rules: [
			{
				rule: '10 000 openids a call; data is missing and next_openid empty when count is 0; 500 calls a day',
				source: 'official pages user/get and call limits',
				date: '2026-10',
			},
		],
		differs: ['Order is the order in which people first became known; the platform guarantees none'],
	},
	{
		route: 'POST /cgi-bin/user/info/batchget',
		status: 'covered',
		rules: [
			{
				rule: 'Up to 100 people (40032), each with a lang of its own; 40003 for an unknown openid refuses the whole call',
				source: 'official page user/info/batchget',
				date: '2026-10',
			},
		],
		differs: ['An empty list answers 40032, no list 40031'],
	},
	{
		route: 'POST /cgi-bin/user/info/updateremark',
		status: 'covered',
		rules: [
			{
				rule: 'Less than 30 bytes of UTF-8 (40092), followers only (43004), 10 000 calls a day',
				source: 'official pages updateremark and call limits',
				date: '2026-10',
			},
		],
		differs: ['Pages disagree about bytes or characters; bytes count here'],
	},
	{
		route: 'POST /cgi-bin/changeopenid',
		status: 'covered',
		rules: [
			{
				rule: 'Up to 100 openids (63179) of an account merged into the caller: 63178, 63183, 63182; an unknown openid is marked in its row',
				source: 'official page changeopenid',
				date: '2026-10',
			},
		],
		differs: ['Works without end after the migration; 15 days are reported but not confirmed'],
	},
];
