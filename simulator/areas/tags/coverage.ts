import type { CoverageRow } from '../Area';

const LIMITS = 'official call limits page';
const date = '2026-10';

function page(name: string): string {
	return `official page ${name}`;
}

/** Fidelity of the tag routes. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'POST /cgi-bin/tags/create',
		status: 'covered',
		rules: [
			{ rule: '100 tags (45056); 45157 no name or a name in use', source: page('tags/create'), date },
			{ rule: 'Names of up to 30 characters (45158)', source: page('tags/create'), date },
			{ rule: '1000 calls a day, test numbers 100', source: LIMITS, date },
		],
		differs: ['Pages disagree about characters or bytes; characters count here. Ids count up from 100'],
	},
	{
		route: 'GET /cgi-bin/tags/get',
		status: 'covered',
		rules: [
			{ rule: 'id, name and number of followers of each tag', source: page('tags/get'), date },
			{ rule: '1000 calls a day, test numbers 100', source: LIMITS, date },
		],
		differs: ['Of the system tags only 2 (星标组) is listed'],
	},
	{
		route: 'POST /cgi-bin/tags/update',
		status: 'covered',
		rules: [
			{
				rule: '0, 1 and 2 cannot be changed (45058); 45157, 45158 as for create',
				source: page('tags/update'),
				date,
			},
			{ rule: '1000 calls a day, test numbers 100', source: LIMITS, date },
		],
		differs: ['An id of no tag answers 45159'],
	},
	{
		route: 'POST /cgi-bin/tags/delete',
		status: 'covered',
		rules: [
			{
				rule: '45058 system tags; 45057 more than 100 000 followers; everybody loses the tag',
				source: page('tags/delete'),
				date,
			},
		],
		differs: ['An id of no tag answers 45159'],
	},
	{
		route: 'GET or POST /cgi-bin/user/tag/get',
		status: 'covered',
		rules: [
			{
				rule: '10 000 openids a call, POST; GET with a body in older pages',
				source: page('user/tag/get'),
				date,
			},
			{ rule: '45159 unknown tag, 40003 wrong next_openid', source: page('user/tag/get'), date },
		],
		differs: ['An empty page has no data, as in user/get'],
	},
	...['batchtagging', 'batchuntagging'].map((name): CoverageRow => ({
		route: `POST /cgi-bin/tags/members/${name}`,
		status: 'covered',
		rules: [
			{ rule: 'Up to 50 openids (40032), a tag of the account (45159)', source: page(name), date },
			{ rule: '40003 an openid of nobody, 49003 of another account', source: page(name), date },
			{ rule: '20 tags for one person (45059)', source: page('tags/members/batchtagging'), date },
			{ rule: '100 000 calls a day, test numbers 1000', source: LIMITS, date },
		],
		differs: [
			'45171 with fail_openid_list is answered when people in the list do not follow; the others are changed',
			'Calls are handled one after the other, so 45169 never happens by itself; order it as a fault',
		],
	})),
	{
		route: 'POST /cgi-bin/tags/getidlist',
		status: 'covered',
		rules: [{ rule: 'Ids in the order they were given; 40003', source: page('tags/getidlist'), date }],
	},
];
