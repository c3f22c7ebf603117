import { events, type PushType } from './PushType';

/**
 * Makes events of which only the names are known.
 *
 * @param group heading
 * @param table `name | English | official | when`, one event per line
 */
function fromTable(group: string, table: string): PushType[] {
	const rows = table
		.trim()
		.split('\n')
		.map((line) => {
			const [name = '', title = '', official = '', when = ''] = line.split('|').map((cell) => cell.trim());
			return { name, title, official, when, sample: {} };
		});
	return events(group, rows);
}

/** Events of products that WeChat has closed since 2019. */
function retired(group: string, table: string): PushType[] {
	return fromTable(group, table).map((type) => ({ ...type, retired: true }));
}

/** Cards and coupons. */
export const CARD_EVENTS = retired(
	'Card',
	`
card_pass_check | Card Approved | 卡券通过审核 | A card passed the review.
card_not_pass_check | Card Refused | 卡券未通过审核 | A card did not pass the review.
user_get_card | Card Taken | 领取卡券 | A user takes a card.
user_gifting_card | Card Given Away | 转赠卡券 | A user gives a card to somebody.
user_del_card | Card Deleted | 删除卡券 | A user deletes a card.
user_consume_card | Card Redeemed | 核销卡券 | A card is redeemed.
user_pay_from_pay_cell | Paid With Card | 微信买单 | A user pays from within a card.
user_view_card | Card Opened | 进入会员卡 | A user opens a membership card.
user_enter_session_from_card | Conversation From Card | 从卡券进入公众号会话 | A user comes from a card into the conversation.
update_member_card | Membership Card Changed | 会员卡内容更新 | The content of a membership card changed.
card_sku_remind | Card Stock Low | 库存报警 | A card is about to run out.
card_pay_order | Card Points Changed | 券点流水详情 | The points that pay for cards changed.
submit_membercard_user_info | Membership Card Activated | 会员卡激活 | A user submits the data for a membership card.
giftcard_pay_done | Gift Card Paid | 礼品卡支付成功 | A gift card was paid for.
giftcard_send_to_friend | Gift Card Sent | 礼品卡赠送 | A gift card was sent to a friend.
giftcard_user_accept | Gift Card Accepted | 礼品卡领取 | A gift card was accepted.
card_merchant_check_result | Card Merchant Reviewed | 子商户审核 | A sub-merchant was reviewed.
`,
);

/** Stores, Wi-Fi, beacons, product pages and the old shop. */
export const STORE_EVENTS = retired(
	'Store',
	`
poi_check_notify | Store Reviewed | 门店审核 | A store was reviewed.
add_store_audit_info | Store Added | 创建门店审核 | The review of a new store ended.
create_map_poi_audit_info | Map Place Reviewed | 腾讯地图地点审核 | The review of a place on the map ended.
modify_store_audit_info | Store Changed | 修改门店审核 | The review of a changed store ended.
apply_merchant_audit_info | Store Account Reviewed | 门店小程序审核 | The review of a store mini program ended.
WifiConnected | Wi-Fi Connected | Wi-Fi 连网成功 | A user connects to the shop's Wi-Fi.
ShakearoundUserShake | Shaken Near Beacon | 摇一摇周边 | A user shakes the phone near a beacon.
ShakearoundLotteryBind | Red Packet Bound | 摇一摇红包绑定 | A red packet of a beacon was bound.
user_scan_product | Product Page Opened | 打开商品主页 | A user opens the page of a product, e.g. by scanning its bar code.
user_scan_product_enter_session | Conversation From Product Page | 从商品主页进入公众号 | A user comes from a product page into the conversation.
user_scan_product_async | Product Scan Located | 商品扫码地理位置 | The place of a scan became known.
user_scan_product_verify_action | Product Page Reviewed | 商品审核结果 | A product page was reviewed.
merchant_order | Shop Order Paid | 订单付款通知 | An order of the old shop was paid.
`,
);

/**
 * Electronic invoices.
 *
 * @see https://developers.weixin.qq.com/doc/offiaccount/WeChat_Invoice/E_Invoice/Vendor_API_List.html
 * @see https://developers.weixin.qq.com/doc/offiaccount/WeChat_Invoice/E_Invoice/Invoicing_Platform_API_List.html
 * @see https://developers.weixin.qq.com/doc/service/guide/product/weixin_invoice/Quick_issuing/Interface_Instructions.html
 */
export const INVOICE_EVENTS = events('Invoice', [
	{
		name: 'user_authorize_invoice',
		title: 'Invoice Authorized',
		official: '授权开票',
		when: 'A user authorizes an invoice: SuccOrderId is the order. When that failed, FailOrderId is.',
		sample: { SuccOrderId: '1202933957956', FailOrderId: '', Source: 'web' },
		// The table of the page names it AuthorizeAppId, its example AppId.
		sometimes: ['AuthorizeAppId', 'AppId'],
	},
	{
		name: 'submit_invoice_title',
		title: 'Invoice Title Submitted',
		official: '提交发票抬头',
		when: 'A user submits an invoice title.',
		sample: {
			title: 'Sample Coffee Ltd.',
			tax_no: '91440300000000000X',
			addr: 'Shenzhen, Sample Road 1',
			phone: '0755-00000000',
			bank_type: 'Sample Bank',
			bank_no: '6200000000000000',
			attach: 'table 7',
			title_type: 'InvoiceUserTitleBusinessType',
		},
	},
	{
		name: 'update_invoice_status',
		title: 'Invoice Status Changed',
		official: '发票状态更新',
		when: 'The status of an invoice changed.',
		sample: { Status: 'INVOICE_REIMBURSE_INIT', CardId: 'pSAMPLE00000000000000000001', Code: '186921658591' },
	},
	{
		name: 'cloud_invoice_invoiceresult_event',
		title: 'Invoice Issued',
		official: '开票结果',
		when: 'An invoice was issued or could not be; fpqqlsh is the number of the request, nsrsbh the tax number of the seller.',
		sample: { fpqqlsh: '14574d75004451097886', status: 1, nsrsbh: '91440300000000000X' },
	},
	{
		name: 'cloud_invoice_batch_invoiceresult_event',
		title: 'Invoices Issued',
		official: '批量开票结果',
		when: 'Several invoices were issued or could not be.',
		sample: {},
	},
]);

/** Shopping guides, devices and WeChat's own debugging tool. */
export const FURTHER_EVENTS = [
	...retired(
		'Guide',
		`
guide_qrcode_scan_event | Guide QR Code Scanned | 扫导购二维码 | A user scans the code of a shopping guide.
guide_invite_result_event | Guide Invitation Answered | 导购邀请结果 | A shopping guide answers an invitation.
`,
	),
	...retired(
		'Device',
		`
subscribe_status | Device Status Subscribed | 订阅设备状态 | A page of the retired hardware platform asks for the status of a device.
unsubscribe_status | Device Status Unsubscribed | 退订设备状态 | That page no longer needs the status.
`,
	),
	...fromTable(
		'Mini Program',
		`
user_enter_tempsession | Conversation Entered | 进入客服会话 | A user enters the customer service conversation of a mini program.
weapp_audit_success | Review Passed | 小程序审核成功 | A mini program passed the review.
weapp_audit_fail | Review Failed | 小程序审核失败 | A mini program did not pass the review.
weapp_audit_delay | Review Delayed | 小程序审核延后 | The review of a mini program is delayed.
wxa_media_check | Media Checked | 音视频内容安全识别 | The safety check of a picture or sound ended.
`,
	),
	...events('Debugging', [
		{
			name: 'debug_demo',
			title: 'Debugging Event',
			official: '消息推送调试',
			when: 'The push debugging tool of the platform sends a test event; debug_str is what was entered there.',
			sample: { debug_str: 'hello world' },
		},
	]),
];
