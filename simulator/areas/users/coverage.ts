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
];
