import { OK } from '../answerOk';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { deleteMass, previewMass, setSpeed, showMass, showSpeed } from './manageMass';
import { readFilter, readList } from './recipients';
import { sendMass } from './sendMass';
import { uploadNews, uploadVideo } from './uploads';

const PAGES = 'official mass message pages';
const LIMITS = 'official call limits page';
const date = '2026-10';
const MESSAGE = {
	rule: 'text, image(s), voice, mpvideo, mpnews; 40008 other types, 45113 cards, 44004, 40007, 40215',
	source: PAGES,
	date,
} as const;
const CLIENT_ID = {
	rule: 'clientmsgid of up to 32 bytes (45067), else a digest of whom and what it is sent: 45065 with the first msg_id for 24 hours',
	source: PAGES,
	date,
} as const;
const END = {
	rule: 'Accepted only: MASSSENDJOBFINISH brings the counts, and the addresses of articles',
	source: PAGES,
	date,
} as const;
const DIFFERS = [
	'How jobs end and how long they take is set by the control outcome; at once and successful without it',
	'The push and mass/get tell exact figures; the platform’s are approximate',
	'Older pages allow 64 bytes of clientmsgid',
	'Texts are refused above 2048 bytes and pictures above 20: the pages name no figure for texts',
	'No reprint is ever found; 45066, 45062, 48021, 48022, 41040, 42010, 89504 and 89505 only as faults; 60 calls a minute are not enforced',
] as const;

/** Routes that send. */
const sendingRoutes = [
	...accountRoutes(PERMITS.massSend, [
		{
			method: 'POST',
			path: '/cgi-bin/message/mass/sendall',
			body: 'json',
			perDay: 100,
			handle: ({ world, account, json }) =>
				sendMass(world, account, json, () => readFilter(account, json.filter)),
			coverage: {
				status: 'covered',
				rules: [
					{ rule: 'To all followers or to those with a tag (40152)', source: PAGES, date },
					{
						rule: 'Subscription accounts once a day, service accounts four times a month to all (45028); nobody gets more than four a month from a service account',
						source: PAGES,
						date,
					},
					MESSAGE,
					CLIENT_ID,
					END,
					{ rule: 'A draft that was sent vanishes', source: PAGES, date },
					{ rule: '100 calls a day', source: LIMITS, date },
				],
				differs: DIFFERS,
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/message/mass/preview',
			body: 'json',
			perDay: 100,
			handle: ({ world, account, json }) => previewMass(world, account, json),
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'touser, or towxname, which wins; image with one media_id; the draft stays',
						source: PAGES,
						date,
					},
					MESSAGE,
					{ rule: '100 calls a day', source: PAGES, date },
				],
				differs: ['An unknown WeChat ID answers 40132; the control wechatId makes one known', 'No music'],
			},
		},
	]),
	...accountRoutes(PERMITS.massSendByList, [
		{
			method: 'POST',
			path: '/cgi-bin/message/mass/send',
			body: 'json',
			perDay: 100,
			handle: ({ world, account, json }) =>
				sendMass(world, account, json, () => readList(account, json.touser)),
			coverage: {
				status: 'covered',
				rules: [
					{ rule: '2 to 10 000 openids (40130, 40032), service accounts only', source: PAGES, date },
					MESSAGE,
					CLIENT_ID,
					END,
					{ rule: '100 calls a day', source: LIMITS, date },
				],
				differs: [...DIFFERS, 'An openid of nobody refuses the whole call with 40003'],
			},
		},
	]),
];

/** Routes about what was sent, and uploads for it. */
const otherRoutes = accountRoutes(PERMITS.massSend, [
	{
		method: 'POST',
		path: '/cgi-bin/message/mass/get',
		body: 'json',
		handle: ({ world, account, json }) => showMass(world, account, json.msg_id),
		coverage: {
			status: 'covered',
			rules: [
				{ rule: 'SENDING, SEND_SUCCESS, SEND_FAIL, DELETE; 40059 no such message', source: PAGES, date },
			],
		},
	},
	{
		method: 'POST',
		path: '/cgi-bin/message/mass/delete',
		body: 'json',
		perDay: 10,
		handle({ account, json }) {
			deleteMass(account, json);
			return OK;
		},
		coverage: {
			status: 'covered',
			rules: [
				{
					rule: 'Articles and videos only (40065), by msg_id and article_idx, or by url',
					source: PAGES,
					date,
				},
				{ rule: 'article_idx from 1, 0 or none all (40060); 40059 no such message', source: PAGES, date },
				{ rule: '10 calls a day', source: LIMITS, date },
			],
			differs: ['Other sends of the same article stay; 40204 only as a fault'],
		},
	},
	{
		method: 'POST',
		path: '/cgi-bin/message/mass/speed/get',
		body: 'raw',
		handle: ({ account }) => showSpeed(account),
		coverage: {
			status: 'covered',
			rules: [{ rule: 'speed and realspeed; POST without a body', source: PAGES, date }],
			differs: ['realspeed follows from speed; nothing is slowed down'],
		},
	},
	{
		method: 'POST',
		path: '/cgi-bin/message/mass/speed/set',
		body: 'json',
		handle({ account, json }) {
			setSpeed(account, json);
			return OK;
		},
		coverage: {
			status: 'covered',
			rules: [{ rule: 'speed 0 to 4 (45083), 45084 without one', source: PAGES, date }],
		},
	},
	{
		method: 'POST',
		path: '/cgi-bin/media/uploadvideo',
		body: 'json',
		handle: ({ world, account, json }) => uploadVideo(world, account, json),
		coverage: {
			status: 'partial',
			rules: [
				{
					rule: 'Gives the media_id that mpvideo demands, of a temporary or permanent video; 40007',
					source: 'older page on mass messages; not in the present index',
					date,
				},
			],
			differs: ['Title and description may be missing: whether one is demanded is not confirmed'],
		},
	},
	{
		method: 'POST',
		path: '/cgi-bin/media/uploadnews',
		body: 'json',
		perDay: 10,
		handle: ({ world, account, json }) => uploadNews(world, account, json),
		coverage: {
			status: 'partial',
			rules: [
				{
					rule: 'Articles for mpnews',
					source: 'older page on mass messages, replaced by drafts',
					date: '2022-01',
				},
				{ rule: '10 calls a day', source: LIMITS, date },
			],
			differs: ['Articles keep the rules of drafts'],
		},
	},
]);

/** Routes of mass messages. */
export const massRoutes = [...sendingRoutes, ...otherRoutes];
