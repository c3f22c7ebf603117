import type { CoverageRow } from '../Area';

/** Fidelity of the token routes. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'GET /cgi-bin/token',
		status: 'covered',
		rules: [
			{
				rule: 'Every call issues a new token of 7200 s; the previous one is accepted for 5 more minutes',
				source: 'official page getAccessToken',
				date: '2026-10',
			},
			{ rule: '2000 calls a day, test numbers 200', source: 'official call limits page', date: '2026-10' },
			{
				rule: '41002, 41004, 40002, 40013, 40125, 40001 for the secret of another account, 40243 frozen secret',
				source: 'official page getAccessToken',
				date: '2026-10',
			},
			{
				rule: '40164 names the address that the platform saw, in IPv4 and IPv6 form',
				source: 'two independent public samples',
				date: '2023-12',
			},
		],
		differs: [
			'The address is the account setting egressIp, else the connection’s own; changes of the allow-list take effect at once',
			'Other refusals (50007, 89503, 61024 …) are ordered with the account setting tokenRefusal; wording of codes without official text is a description',
		],
	},
	{
		route: 'POST /cgi-bin/stable_token',
		status: 'covered',
		rules: [
			{
				rule: 'Normal mode returns the same token with the remaining seconds; in the last 5 minutes a new one, and both are accepted',
				source: 'official page getStableAccessToken',
				date: '2026-10',
			},
			{
				rule: 'force_refresh revokes the previous token at once; 20 a day; closer than 30 s the token is not refreshed',
				source: 'official page getStableAccessToken',
				date: '2026-10',
			},
			{
				rule: '10 000 calls a minute, 500 000 a day',
				source: 'official page getStableAccessToken',
				date: '2026-10',
			},
			{
				rule: 'Never touches classic tokens, nor the reverse',
				source: 'official page getStableAccessToken',
				date: '2026-10',
			},
			{ rule: '43002 for other methods', source: 'official page getStableAccessToken', date: '2026-10' },
		],
		differs: ['A forced call that comes too soon does not count towards the 20 a day'],
	},
];
