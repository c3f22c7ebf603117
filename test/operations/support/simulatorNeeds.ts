import type { IDataObject } from 'n8n-workflow';
import { SAMPLE_FOLLOWERS, type SimulatedAccount } from './simulatedAccount';

/** What two items must name so that the platform can carry an operation out; on top of the sample's parameters. */
export type Needs = (account: SimulatedAccount) => Promise<[IDataObject, IDataObject]>;

const both = async (make: () => Promise<IDataObject>): Promise<[IDataObject, IDataObject]> => [
	await make(),
	await make(),
];

let names = 0;
const newTag = async ({ api }: SimulatedAccount): Promise<string> => {
	const { tag } = await api('/cgi-bin/tags/create', { tag: { name: `标签${++names}` } });
	return String((tag as { id: number }).id);
};
const newSubscriptionTemplate = async ({ api }: SimulatedAccount, kidList: number[]): Promise<string> => {
	const added = await api('/wxaapi/newtmpl/addtemplate', { tid: '401', kidList, sceneDesc: '取餐' });
	return String(added.priTmplId);
};
const aTag: Needs = async (account) => await both(async () => ({ tagId: await newTag(account) }));
const temporary =
	(type: string): Needs =>
	async (account) =>
		await both(async () => ({ mediaId: await account.upload('/cgi-bin/media/upload', type) }));
const material: Needs = async (account) =>
	await both(async () => ({ mediaId: await account.upload('/cgi-bin/material/add_material', 'image') }));
const thumbnail: Needs = async (account) =>
	await both(async () => ({ thumbMediaId: await account.upload('/cgi-bin/media/upload', 'thumb') }));
/** A permanent picture for a cover. */
const cover = async (account: SimulatedAccount) =>
	await account.upload('/cgi-bin/material/add_material', 'image');
const newDraft = async (account: SimulatedAccount): Promise<string> => {
	const thumb_media_id = await cover(account);
	const articles = [{ title: '新品', content: '<p>新品到店</p>', thumb_media_id }];
	return String((await account.api('/cgi-bin/draft/add', { articles })).media_id);
};
const aDraft: Needs = async (account) => await both(async () => ({ draftMediaId: await newDraft(account) }));
const newPublication = async (
	account: SimulatedAccount,
): Promise<{ publishId: string; articleId: string }> => {
	const { publish_id } = await account.api('/cgi-bin/freepublish/submit', {
		media_id: await newDraft(account),
	});
	const job = await account.api('/cgi-bin/freepublish/get', { publish_id });
	return { publishId: String(publish_id), articleId: String(job.article_id) };
};
const anArticle: Needs = async (account) => await both(async () => await newPublication(account));
const newThread = async (account: SimulatedAccount): Promise<string> => {
	const { msg_data_id, publish_id } = await account.api('/cgi-bin/freepublish/submit', {
		media_id: await newDraft(account),
	});
	await account.api('/cgi-bin/freepublish/get', { publish_id });
	await account.api('/cgi-bin/comment/open', { msg_data_id, index: 0 });
	return String(msg_data_id);
};
const aThread: Needs = async (account) => await both(async () => ({ msgDataId: await newThread(account) }));
/** Articles with one comment each, and with an answer to it where wanted. */
const aComment =
	(content?: string): Needs =>
	async (account) =>
		await both(async () => {
			const msgDataId = await newThread(account);
			const { userCommentId: user_comment_id } = await account.simulator.control.area('comment', 'write', {
				msgDataId: Number(msgDataId),
				index: 0,
				openid: SAMPLE_FOLLOWERS[0],
				content: '早',
			});
			const comment = { msg_data_id: Number(msgDataId), index: 0, user_comment_id };
			if (content !== undefined) await account.api('/cgi-bin/comment/reply/add', { ...comment, content });
			return { msgDataId, userCommentId: String(user_comment_id) };
		});
const AGENTS = ['anna@sample', 'ben@sample'] as const;
const newAgents = async ({ api }: SimulatedAccount): Promise<void> => {
	for (const kf_account of AGENTS)
		await api('/customservice/kfaccount/add', { kf_account, nickname: '小安' });
};
/** Two agents, whom two items name. */
const twoAgents: Needs = async (account) => {
	await newAgents(account);
	return [{ kfAccount: AGENTS[0] }, { kfAccount: AGENTS[1] }];
};
/** Agents who are at work, and customers with whom messages have just been exchanged. */
const workingAgents: Needs = async (account) => {
	const items = await twoAgents(account);
	const { control } = account.simulator;
	for (const kfAccount of AGENTS) {
		const invite_wx = `${kfAccount.split('@')[0]}-wechat`;
		await account.api('/customservice/kfaccount/inviteworker', { kf_account: kfAccount, invite_wx });
		await control.area('customerService', 'answerInvitation', { kfAccount });
		await control.area('customerService', 'presence', { kfAccount, status: 'web' });
	}
	for (const openid of SAMPLE_FOLLOWERS)
		await account.api('/cgi-bin/message/custom/send', {
			touser: openid,
			msgtype: 'text',
			text: { content: 'A' },
		});
	return items;
};
const openSessions: Needs = async (account) => {
	const items = await workingAgents(account);
	for (const [index, openid] of SAMPLE_FOLLOWERS.entries())
		await account.api('/customservice/kfsession/create', { kf_account: AGENTS[index], openid });
	return items;
};
const ownIds = {
	first: { options: { clientMessageId: 'first' } },
	second: { options: { clientMessageId: 'second' } },
};
/** Media for two mass messages, each with an id of its own, to a tag that there is. */
const massTo =
	(media: Needs): Needs =>
	async (account) => {
		const tag = Number(await newTag(account));
		await account.api('/cgi-bin/tags/members/batchtagging', { openid_list: SAMPLE_FOLLOWERS, tagid: tag });
		const [first, second] = await media(account);
		const tagId = String(tag);
		return [
			{ ...ownIds.first, ...first, tagId },
			{ ...ownIds.second, ...second, tagId },
		];
	};
const aMassMessage: Needs = async ({ api }) =>
	await both(async () => {
		const text = { content: `周一休息 ${++names}` };
		const clientmsgid = `mass-${names}`;
		const sent = await api('/cgi-bin/message/mass/send', {
			touser: SAMPLE_FOLLOWERS,
			msgtype: 'text',
			text,
			clientmsgid,
		});
		return { massMsgId: String(sent.msg_id) };
	});
/** Articles that everybody has got. */
const aMassArticle: Needs = async (account) =>
	await both(async () => {
		const { msg_id } = await account.api('/cgi-bin/message/mass/send', {
			touser: SAMPLE_FOLLOWERS,
			msgtype: 'mpnews',
			mpnews: { media_id: await newDraft(account) },
			send_ignore_reprint: 0,
			clientmsgid: `article-${++names}`,
		});
		await account.api('/cgi-bin/message/mass/get', { msg_id });
		return { massMsgId: String(msg_id) };
	});
const jumpRules =
	(path = '/cgi-bin/wxopen/qrcodejumpadd'): Needs =>
	async ({ api }) => {
		const prefixes = ['https://example.com/table/1', 'https://example.com/table/2'];
		for (const prefix of prefixes) {
			const rule = { prefix, appid: 'wx0123456789abcdef', path: 'pages/table/index', is_edit: 0 };
			if (path !== '') await api(path, { ...rule, open_version: 3, debug_url: [prefix], permit_sub_rule: 1 });
		}
		return [
			{ rulePrefix: prefixes[0], options: {} },
			{ rulePrefix: prefixes[1], options: {} },
		];
	};
const menu = { button: [{ type: 'click', name: 'A', key: 'A' }] };

const aMenu: Needs = async ({ api }) => {
	await api('/cgi-bin/menu/create', menu);
	return [{}, {}];
};

/** Needs by operation; the others find what they need on every account. */
export const NEEDS: Readonly<Record<string, Needs>> = {
	'article → delete': anArticle,
	'article → get': anArticle,
	'article → getStatus': anArticle,
	'article → publish': aDraft,
	'comment → close': aThread,
	'comment → delete': aComment(),
	'comment → deleteReply': aComment('谢谢'),
	'comment → getMany': aThread,
	'comment → markElected': aComment(),
	'comment → open': aThread,
	'comment → reply': aComment(),
	'comment → unmarkElected': aComment(),
	'customerServiceDesk → addAgent': async () => [{ kfAccount: AGENTS[0] }, { kfAccount: AGENTS[1] }],
	'customerServiceDesk → closeSession': openSessions,
	'customerServiceDesk → createSession': workingAgents,
	'customerServiceDesk → deleteAgent': twoAgents,
	'customerServiceDesk → getSessions': twoAgents,
	'customerServiceDesk → inviteAgent': async (account) => {
		const [first, second] = await twoAgents(account);
		return [first, { ...second, inviteWx: 'ben-wechat' }];
	},
	'customerServiceDesk → updateAgent': twoAgents,
	'customerServiceDesk → uploadAvatar': twoAgents,
	'draft → create': async (account) => await both(async () => ({ coverMediaId: await cover(account) })),
	'draft → delete': aDraft,
	'draft → get': aDraft,
	'draft → getProductCard': async ({ simulator }) => {
		await simulator.control.area('draft', 'products', { ids: ['SAMPLE-product-1', 'SAMPLE-product-2'] });
		return [{}, { productId: 'SAMPLE-product-2' }];
	},
	'draft → preview': aDraft,
	'draft → update': async (account) =>
		await both(async () => ({ draftMediaId: await newDraft(account), coverMediaId: await cover(account) })),
	'customerService → broadcast': aTag,
	'customerService → sendText': async ({ api }) => {
		await api('/customservice/kfaccount/add', { kf_account: 'anna@sample', nickname: 'Anna' });
		return [{}, { options: {} }];
	},
	'customerService → sendArticle': async ({ simulator }) => {
		const { articleId, mediaId } = await simulator.control.area('material', 'publish', { title: '新闻' });
		return [{ articleId }, { articleBy: 'mediaId', mediaId }];
	},
	'customerService → sendImage': temporary('image'),
	'customerService → sendVoice': temporary('voice'),
	'customerService → sendVideo': async (account) => {
		const [first, second] = await temporary('video')(account);
		const [thumb] = await thumbnail(account);
		return [
			{ ...first, ...thumb },
			{ ...second, ...thumb },
		];
	},
	'customerService → sendMiniProgramPage': thumbnail,
	'customerService → sendMusic': thumbnail,
	'customerService → setTyping': async ({ api }) => {
		for (const touser of SAMPLE_FOLLOWERS) {
			await api('/cgi-bin/message/custom/send', { touser, msgtype: 'text', text: { content: 'A' } });
		}
		return [{}, {}];
	},
	'massMessage → delete': aMassArticle,
	'massMessage → getStatus': aMassMessage,
	'massMessage → sendArticle': massTo(
		async (account) => await both(async () => ({ mediaId: await newDraft(account) })),
	),
	'massMessage → sendImages': massTo(
		async (account) =>
			await both(async () => ({
				mediaIds: await account.upload('/cgi-bin/material/add_material', 'image'),
			})),
	),
	'massMessage → sendText': massTo(async () => [{}, {}]),
	'massMessage → sendVideo': massTo(
		async (account) =>
			await both(async () => {
				const media_id = await account.upload('/cgi-bin/media/upload', 'video');
				const sendable = await account.api('/cgi-bin/media/uploadvideo', { media_id, title: '新品' });
				return { mediaId: String(sendable.media_id) };
			}),
	),
	'massMessage → sendVoice': massTo(temporary('voice')),
	'material → get': material,
	'material → delete': material,
	'media → download': temporary('image'),
	'media → downloadVoice': temporary('voice'),
	'menu → get': aMenu,
	'menu → tryMatch': aMenu,
	'menu → createConditional': async (account) => {
		await account.api('/cgi-bin/menu/create', menu);
		return [{ matchTagId: await newTag(account) }, { matchTagId: await newTag(account) }];
	},
	'menu → deleteConditional': async (account) => {
		await account.api('/cgi-bin/menu/create', menu);
		const matchrule = { client_platform_type: '2' };
		return await both(async () => ({
			menuId: String((await account.api('/cgi-bin/menu/addconditional', { ...menu, matchrule })).menuid),
		}));
	},
	'passiveReply → image': temporary('image'),
	'passiveReply → music': thumbnail,
	'passiveReply → video': async (account) => {
		const [first, second] = await temporary('video')(account);
		const [thumb] = await thumbnail(account);
		return [
			{ ...first, ...thumb },
			{ ...second, ...thumb },
		];
	},
	'passiveReply → voice': temporary('voice'),
	'qrCodeJump → add': jumpRules(''),
	'qrCodeJump → delete': jumpRules(),
	'qrCodeJump → publish': jumpRules(),
	'qrCodeJump → update': jumpRules(),
	'shortKey → get': async ({ api }) =>
		await both(async () => ({
			shortKey: String((await api('/cgi-bin/shorten/gen', { long_data: 'A' })).short_key),
		})),
	'qrCode → downloadImage': async ({ api }) =>
		await both(async () => ({
			ticket: String(
				(
					await api('/cgi-bin/qrcode/create', {
						expire_seconds: 60,
						action_name: 'QR_STR_SCENE',
						action_info: { scene: { scene_str: 'a' } },
					})
				).ticket,
			),
		})),
	'oneTimeSubscription → send': async ({ simulator, app }) => {
		const { templateId } = await simulator.control.area('oneTimeSubscription', 'console', {});
		const query = new URLSearchParams({
			action: 'get_confirm',
			appid: app.appid,
			scene: '1000',
			template_id: templateId,
			redirect_url: 'https://example.com/subscribed',
		});
		const url = `${simulator.urls.mp}/mp/subscribemsg?${query}`;
		for (const openid of SAMPLE_FOLLOWERS) {
			await simulator.control.area('oneTimeSubscription', 'answer', { openid, url, decision: 'confirm' });
		}
		return [{ oneTimeTemplateId: templateId }, { oneTimeTemplateId: templateId }];
	},
	'subscription → addTemplate': async () => [{}, { kidList: '3, 5' }],
	'subscription → deleteTemplate': async (account) => [
		{ templateId: await newSubscriptionTemplate(account, [3, 5]) },
		{ templateId: await newSubscriptionTemplate(account, [3, 2]) },
	],
	'subscription → getKeywords': async () => [{ tid: '401' }, { tid: '501' }],
	'subscription → getTitles': async () => [{ categoryIds: '616' }, { categoryIds: '307, 616' }],
	'subscription → send': async (account) => {
		const templateId = await newSubscriptionTemplate(account, [3, 5]);
		for (const openid of SAMPLE_FOLLOWERS) {
			const answers = [{ templateId, status: 'accept' as const }];
			await account.simulator.control.area('subscription', 'answer', { openid, answers });
		}
		return await both(async () => ({ templateId, dataJson: '{"time3":"10:00","thing5":"bedroom"}' }));
	},
	'tag → create': async () => [{ tagName: '会员' }, { tagName: '访客' }],
	'tag → delete': aTag,
	'tag → getUsersOfTag': aTag,
	'tag → tagUsers': aTag,
	'tag → untagUsers': aTag,
	'tag → update': async (account) => {
		const [first, second] = await aTag(account);
		return [
			{ ...first, tagName: '甲' },
			{ ...second, tagName: '乙' },
		];
	},
	'template → delete': async () => [
		{ templateId: 'SAMPLE-template-id-000000000000000000000001' },
		{ templateId: 'SAMPLE-template-id-000000000000000000000002' },
	],
};

/**
 * Operations whose sample speaks of something that an account of the simulator cannot have, with the code that the platform
 * answers then: the request was understood.
 */
export const STATE_REFUSALS: Readonly<Record<string, number>> = {
	'account → lookUpRid': 76001,
	'account → checkCallback': 40201,
	'user → convertOpenids': 63178,
	'customerService → sendCard': 40073,
	'template → setIndustry': 43100,
	'webAuthorization → checkToken': 40001,
	'webAuthorization → exchangeCode': 40029,
	'webAuthorization → getUserInfo': 40001,
	'webAuthorization → refreshToken': 40030,
};
