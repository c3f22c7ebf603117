import type { CoverageRow } from '../areas/Area';

const PAGE = 'official pages on message push, encryption and passive replies';

/** Fidelity of what the platform sends to the account's server. */
export const pushCoverage: readonly CoverageRow[] = [
	{
		route: 'GET <server URL>',
		status: 'covered',
		rules: [
			{
				rule: 'signature over Token, timestamp, nonce; echostr in plain text in all modes',
				source: PAGE,
				date: '2026-10',
			},
			{
				rule: 'The answer is the echostr byte for byte within 5 s, else nothing is saved',
				source: PAGE,
				date: '2026-10',
			},
			{
				rule: 'An echostr with Transfer-Encoding: chunked is refused (token验证失败); refuseChunkedEchostr: false of POST /_sim/accounts takes it',
				source: 'report of an operator (zhayujie/CowAgent#1148); no official page says so',
				date: '2026-11',
			},
		],
		differs: ['Any port and loopback addresses are accepted', 'The answer must have status 200'],
	},
	{
		route: 'POST <server URL>',
		status: 'covered',
		rules: [
			{
				rule: 'plain: signature; compatible: plain fields and Encrypt; safe: ToUserName and Encrypt; msg_signature over Encrypt',
				source: PAGE,
				date: '2026-10',
			},
			{
				rule: 'Texts stand in CDATA sections with nothing escaped in them, ]]> included',
				source: 'reports about silenceper/wechat and node-wechat, with the parser errors',
				date: '2024-01',
			},
			{ rule: 'Connection cut after 5 s, 3 attempts in total', source: PAGE, date: '2026-10' },
			{
				rule: 'success or empty body, or one reply: parties swapped, type complete, text up to 2048 bytes, at least 1 article; encrypted and signed in safe mode',
				source: PAGE,
				date: '2026-10',
			},
			{
				rule: 'After a change of the EncodingAESKey, the reply to a push that was sealed with the key before is encrypted with that key',
				source: 'official page on encryption: "用哪个AESKey解密成功，则用此AESKey加密对应的回包"',
				date: '2026-10',
			},
			{
				rule: 'Of several articles, one is shown after a message and eight after an event; the others are dropped',
				source: 'official page on passive replies; announcement of 2018-10-12',
				date: '2026-10',
			},
			{
				rule: 'transfer_biz_ai_ivr, without elements of its own, leaves the answer to the AI of WeChat (转接AI回复)',
				source: 'official page on passive replies',
				date: '2026-02',
			},
			{
				rule: 'The person reads 该公众号提供的服务出现故障 when the answer fails',
				source: PAGE,
				date: '2026-10',
			},
		],
		differs: [
			'Only pushes that are under way, or repeated by the control, are sealed with the key before: how long the platform goes on with it is not documented',
			'An encrypted empty text counts as no reply, as servers of others send it; no page tells of it',
			'Attempts are the same bytes, timestamp and nonce included; a failed connection or status 5xx is tried again at once, any other status is an answer',
			'The AI of WeChat says nothing, and need not be switched on; transfer_biz_ai_ivr is taken for events, too: the page tells of messages only',
			'The faulty-service line is shown for messages, never for events',
			'One article is shown after a message of any type; the page names text, image, voice, video, article and location',
			'Authorization and certification events come from a follower; the platform names a system account as the sender',
			'Media ids of replies are checked for presence only; white space around success counts as a wrong answer',
		],
	},
];
