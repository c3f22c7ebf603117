import type { CoverageRow } from '../Area';

const PAGES = 'official media pages';
const LIMITS = 'official call limits page';
const date = '2026-10';

/** Fidelity of the media routes. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'POST /cgi-bin/media/upload',
		status: 'covered',
		rules: [
			{ rule: 'Form part media with filename and Content-Length (41005); empty 44001', source: PAGES, date },
			{
				rule: 'image 10 MB png jpeg jpg gif; voice 2 MB amr mp3; video 10 MB mp4; thumb 64 KB jpg (40004 type, 40005 extension, 40009–40012 size, 45001 above 10 MB)',
				source: PAGES,
				date,
			},
			{ rule: 'thumb_media_id for thumb; kept for 3 days', source: PAGES, date },
			{ rule: '100 000 calls a day, test numbers 500', source: LIMITS, date },
		],
		differs: [
			'The same page also names 2 MB for pictures; 10 MB counts here',
			'Only the extension is looked at: neither the content of a file nor the length of a voice (45007)',
		],
	},
	{
		route: 'GET /cgi-bin/media/get',
		status: 'covered',
		rules: [
			{
				rule: 'Bytes with Content-Type and Content-disposition; video as JSON video_url; errors as JSON with text/plain',
				source: PAGES,
				date,
			},
			{ rule: '40007 expired or of another account, 41006 missing', source: PAGES, date },
			{ rule: 'What people send in can be fetched for 3 days', source: PAGES, date },
			{ rule: '200 000 calls a day, test numbers 1000', source: LIMITS, date },
		],
		differs: ['What people send in is a small sample file; video_url leads to the simulator'],
	},
	{
		route: 'GET /cgi-bin/media/get/jssdk',
		status: 'covered',
		rules: [{ rule: 'Voices as speex', source: PAGES, date }],
		differs: ['Nothing is converted: the file is the one of media/get; other sorts answer 40007'],
	},
	{
		route: 'POST /cgi-bin/media/uploadimg',
		status: 'covered',
		rules: [{ rule: 'jpg or png below 1 MB; answers with a URL', source: PAGES, date }],
		differs: ['The URL leads nowhere'],
	},
	{
		route: 'GET /video/download',
		status: 'partial',
		rules: [{ rule: 'video_url and down_url can be downloaded without token', source: PAGES, date }],
		differs: ['Stands for the platform’s video host, whose paths are others'],
	},
];
