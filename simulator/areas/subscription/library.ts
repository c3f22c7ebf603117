/** One keyword of which a subscription template can consist. */
export interface Keyword {
	kid: number;
	name: string;
	example: string;
	/** Type prefix of its key, as for template messages. */
	rule: string;
}

/** A template of the public library. */
export interface PublicTemplate {
	tid: number;
	title: string;
	/** 2 one-time, 3 long-term. */
	type: 2 | 3;
	categoryId: number;
	keywords: readonly Keyword[];
}

/** Service categories that every account of the simulator has. */
export const CATEGORIES = [
	{ id: 307, name: '快递/物流' },
	{ id: 616, name: '餐饮' },
] as const;

const time: Keyword = { kid: 3, name: '时间', example: '2026年11月22日 10:00', rule: 'time' };

/** A small library of the simulator's own. */
export const LIBRARY: readonly PublicTemplate[] = [
	{
		tid: 401,
		title: '取餐提醒',
		type: 2,
		categoryId: 616,
		keywords: [
			{ kid: 1, name: '取餐号', example: 'A12', rule: 'character_string' },
			{ kid: 2, name: '餐品', example: '拿铁', rule: 'thing' },
			time,
			{ kid: 4, name: '金额', example: '¥39.8', rule: 'amount' },
			{ kid: 5, name: '温馨提示', example: '请尽快取餐', rule: 'thing' },
			{ kid: 6, name: '门店', example: '人民路店', rule: 'thing' },
		],
	},
	{
		tid: 402,
		title: '新品通知',
		type: 3,
		categoryId: 616,
		keywords: [{ kid: 1, name: '新品', example: '燕麦拿铁', rule: 'thing' }, time],
	},
	{
		tid: 501,
		title: '发货通知',
		type: 2,
		categoryId: 307,
		keywords: [
			{ kid: 1, name: '运单号', example: 'SF123', rule: 'character_string' },
			{ kid: 2, name: '状态', example: '已发货', rule: 'phrase' },
			time,
		],
	},
];
