import type { CoverageRow } from '../Area';

const date = '2026-10';

/** Fidelity of the account routes. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'POST /cgi-bin/openapi/quota/get',
		status: 'covered',
		rules: [
			{
				rule: 'Daily limit, used, remaining; 76003 a host or no leading slash, 76021 no such API, 76022 sns/ or not of this account',
				source: 'official page openapi/quota/get',
				date,
			},
		],
		differs: [
			'Exact where the platform may be off by 1 %; APIs without a documented limit show 10 000 000; rate_limit is enforced for stable_token only',
			'APIs that the simulator does not have answer 76021',
		],
	},
	{
		route: 'POST /cgi-bin/openapi/rid/get',
		status: 'covered',
		rules: [
			{
				rule: '76002 ill-formed, 76001 unknown, 76003 of another account, 76004 after 7 days, 76022 for sns/',
				source: 'official page openapi/rid/get',
				date,
			},
		],
		differs: ['The newest 2000 calls are known; client_ip is the account setting egressIp'],
	},
	{
		route: 'GET /cgi-bin/get_api_domain_ip',
		status: 'covered',
		rules: [{ rule: 'Single addresses and CIDR ranges', source: 'official page get_api_domain_ip', date }],
		differs: ['The loopback address and a documentation range'],
	},
	{
		route: 'GET /cgi-bin/getcallbackip',
		status: 'covered',
		rules: [{ rule: 'Single addresses and CIDR ranges', source: 'official page getcallbackip', date }],
		differs: ['The loopback address, from which pushes come, and a documentation range'],
	},
	{
		route: 'POST /cgi-bin/callback/check',
		status: 'partial',
		rules: [
			{
				rule: '40201 no server URL, 40202 action, 40203 operator',
				source: 'official page callback/check',
				date,
			},
			{ rule: '1440 calls a day', source: 'developer report', date: '2022-09' },
		],
		differs: ['Nothing is resolved or called; the answer is a good one for the host of the server URL'],
	},
	{
		route: 'POST /cgi-bin/clear_quota',
		status: 'covered',
		rules: [
			{
				rule: 'Ten resets a calendar month together with v2 (48006); 40013 for another appid',
				source: 'official page clear_quota',
				date,
			},
			{ rule: 'Certified accounts only', source: 'official call limits page', date },
		],
		differs: ['Months are Beijing months'],
	},
	{
		route: 'POST /cgi-bin/openapi/quota/clear',
		status: 'covered',
		rules: [
			{
				rule: 'Fifty resets a month of their own; 76021, 76022',
				source: 'official page openapi/quota/clear',
				date,
			},
		],
		differs: ['The 51st answers 45009'],
	},
	{
		route: 'POST /cgi-bin/clear_quota/v2',
		status: 'covered',
		rules: [
			{
				rule: 'AppSecret instead of a token, as JSON body or in the query; 41002, 41004, 40013, 48006',
				source: 'official page clear_quota/v2: parameter table and example disagree, both work',
				date,
			},
		],
		differs: ['A wrong secret answers 40125'],
	},
];
