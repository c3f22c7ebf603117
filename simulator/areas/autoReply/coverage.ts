import type { CoverageRow } from '../Area';

/** Fidelity of the route for automatic replies. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'GET /cgi-bin/get_current_autoreply_info',
		status: 'partial',
		rules: [
			{
				rule: 'Reply on follow, default reply and keyword rules as the console has them',
				source: 'official page get_current_autoreply_info',
				date: '2026-10',
			},
		],
		differs: ['Texts only; the simulator shows these replies but never sends them'],
	},
];
