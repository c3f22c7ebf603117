import type { CoverageRow } from '../Area';

const date = '2026-10';

/** Fidelity of the ticket route. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'GET /cgi-bin/ticket/getticket',
		status: 'covered',
		rules: [
			{
				rule: 'jsapi and wx_card, 7200 seconds; 40097 for other types',
				source: 'official JS-SDK page',
				date,
			},
			{
				rule: 'JS-SDK for every account, cards for certified ones',
				source: 'official permission table',
				date,
			},
			{ rule: '1 000 000 calls a day', source: 'console listing', date: '2023-11' },
		],
		differs: ['A repeated call gets the same ticket with the seconds left'],
	},
];
