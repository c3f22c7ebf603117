import type { CoverageRow } from '../Area';

/** Fidelity of the route for messages that were held back. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'POST /wxa/sec/queryblocktmplmsg',
		status: 'covered',
		rules: [
			{
				rule: 'Up to 100 records after largest_id',
				source: 'official page queryblocktmplmsg',
				date: '2026-10',
			},
			{ rule: 'msginfo is a list, empty when there are none', source: 'developer report', date: '2023-12' },
		],
		differs: [
			'Messages are held back by the control block only; the official example prints one record instead of a list',
			'Any template id may be asked for; a page out of range answers 40097',
		],
	},
];
