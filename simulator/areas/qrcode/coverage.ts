import type { CoverageRow } from '../Area';

const source = 'official parametric QR code page';
const SHORT = 'official short key pages';
const date = '2026-10';

/** Fidelity of the QR code routes. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'POST /cgi-bin/qrcode/create',
		status: 'covered',
		rules: [
			{ rule: 'Four actions (40052); scene missing 40053, out of range 40129', source, date },
			{ rule: 'scene_id 32 bits and not 0, permanent 1–100000; scene_str of 1–64 characters', source, date },
			{
				rule: '60 s when expire_seconds is missing, 30 days at most; 100 000 permanent codes (45029)',
				source,
				date,
			},
			{ rule: '100 000 calls a day, test numbers 10 000', source: 'official call limits page', date },
		],
		differs: [
			'A lifetime out of range answers 40053',
			'Every call makes a new code, also for a permanent scene that has one',
		],
	},
	{
		route: 'GET /cgi-bin/showqrcode',
		status: 'partial',
		rules: [{ rule: 'Picture as image/jpg without login; 404 for a bad ticket', source, date }],
		differs: ['The picture cannot be read by a camera; an expired ticket is 404 too'],
	},
	{
		route: 'POST /cgi-bin/shorten/gen',
		status: 'covered',
		rules: [
			{
				rule: '4 KB (9410010), 30 days (9410011), 47003 without long_data; key of 15 letters and digits',
				source: SHORT,
				date,
			},
		],
	},
	{
		route: 'POST /cgi-bin/shorten/fetch',
		status: 'covered',
		rules: [
			{ rule: 'Remaining seconds; 9410012 unknown, expired or of another account', source: SHORT, date },
		],
	},
];
