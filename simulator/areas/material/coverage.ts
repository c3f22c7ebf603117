import type { CoverageRow } from '../Area';

const source = 'official permanent material pages';
const date = '2026-10';

/** Fidelity of the material routes. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'POST /cgi-bin/material/add_material',
		status: 'covered',
		rules: [
			{
				rule: 'Sorts, extensions and sizes (40004, 40005, 40009–40012, 45001), form as in media/upload (41005)',
				source,
				date,
			},
			{ rule: 'url for images only; videos need a description with title', source, date },
		],
		differs: [
			'A video without description or title answers 41011, one that is not JSON 47001',
			'Totals (100 000 images, 1000 of the others) are not enforced; articles come from the console control publish',
		],
	},
	{
		route: 'POST /cgi-bin/material/get_material',
		status: 'covered',
		rules: [{ rule: 'Bytes; videos and news as JSON; 40007', source, date }],
		differs: ['down_url leads to the simulator'],
	},
	{
		route: 'POST /cgi-bin/material/del_material',
		status: 'covered',
		rules: [{ rule: '40007; 48005 while a menu shows it', source, date }],
		differs: ['45060 is named for the same case; auto-replies do not exist'],
	},
	{
		route: 'GET /cgi-bin/material/get_materialcount',
		status: 'covered',
		rules: [{ rule: 'Counts by sort', source, date }],
		differs: ['Thumbs count as images'],
	},
	{
		route: 'POST /cgi-bin/material/batchget_material',
		status: 'covered',
		rules: [{ rule: '1–20 items of image, video, voice or news from an offset', source, date }],
		differs: ['Newest first; 40004 for the sort, 40097 for offset and count'],
	},
];
