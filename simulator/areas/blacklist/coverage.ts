import type { CoverageRow } from '../Area';

const source = 'official blacklist pages';
const date = '2026-10';

/** Fidelity of the blacklist routes. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'POST /cgi-bin/tags/members/getblacklist',
		status: 'covered',
		rules: [{ rule: '1000 openids a call after begin_openid; 40003 for one not on the list', source, date }],
		differs: ['An empty page has no data, as in user/get; 268487001 only as a fault'],
	},
	...['batchblacklist', 'batchunblacklist'].map((name): CoverageRow => ({
		route: `POST /cgi-bin/tags/members/${name}`,
		status: 'covered',
		rules: [{ rule: 'Up to 20 openids (40032); 40003 of nobody, 49003 of another account', source, date }],
	})),
];
