/** A template of the platform's public library: an account picks keywords from it. */
export interface LibraryTemplate {
	title: string;
	kind: 'category' | 'industry';
	/** Keyword name → key. */
	keywords: Readonly<Record<string, string>>;
	allowedValues: Readonly<Record<string, readonly string[]>>;
}

/** A small library of the simulator's own, by template number. */
export const LIBRARY: Readonly<Record<string, LibraryTemplate>> = {
	47123: {
		title: '消费通知',
		kind: 'category',
		keywords: { 消费品: 'thing1', 消费时间: 'time2', 消费金额: 'amount3', 消费门店: 'thing4' },
		allowedValues: {},
	},
	43216: {
		title: '订单支付成功通知',
		kind: 'category',
		keywords: { 订单号: 'character_string1', 商品名称: 'thing2', 支付金额: 'amount3', 支付时间: 'time4' },
		allowedValues: {},
	},
	42984: {
		title: '关注成功通知',
		kind: 'category',
		keywords: { 会员名称: 'thing1', 关注时间: 'time2', 备注: 'thing3' },
		allowedValues: {},
	},
	50112: {
		title: '登录成功提醒',
		kind: 'category',
		keywords: { 登录账号: 'character_string1', 登录时间: 'time2', 登录方式: 'thing3' },
		allowedValues: {},
	},
	46390: {
		title: '物流状态通知',
		kind: 'category',
		keywords: {
			运单号: 'character_string1',
			物流状态: 'const2',
			更新日期: 'date3',
			联系电话: 'phone_number4',
		},
		allowedValues: { const2: ['已揽收', '运输中', '派送中', '已签收'] },
	},
	OPENTM201235: {
		title: '任务完成提醒',
		kind: 'industry',
		keywords: { 任务名称: 'keyword1', 完成时间: 'keyword2' },
		allowedValues: {},
	},
};
