import type { CoverageRow } from '../Area';

const source = 'official one-time subscription pages';
const date = '2026-10';

/** Fidelity of the one-time subscription routes. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'GET /mp/subscribemsg',
		status: 'covered',
		rules: [
			{ rule: 'scene 0–10000, template of the account, reserved of 128 letters and digits', source, date },
			{ rule: 'The host of redirect_url is the business domain', source, date },
		],
		differs: ['The page asks whose phone it is; without business domains every host is accepted'],
	},
	{
		route: 'POST /mp/subscribemsg',
		status: 'covered',
		rules: [
			{
				rule: 'Back to redirect_url with openid (when agreed), template_id, action, scene, reserved',
				source,
				date,
			},
		],
		differs: ['The form of the simulator’s own page'],
	},
	{
		route: 'POST /cgi-bin/message/template/subscribe',
		status: 'covered',
		rules: [
			{
				rule: 'One message per agreement and scene, repeated agreements do not add up (43101)',
				source,
				date,
			},
			{ rule: '40003, 40037, title of 15 characters (40062), content of 200', source, date },
			{ rule: 'Following is not needed', source, date },
			{ rule: '100 000 calls a day', source: 'console listing', date: '2023-11' },
		],
		differs: [
			'A content that is too long answers 45002, an empty one 44004, a wrong scene 40097',
			'Open to test numbers; it is not certain that the platform does that',
		],
	},
];
