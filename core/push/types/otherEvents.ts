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

/** Stores, Wi-Fi, beacons and the old shop. */
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
merchant_order | Shop Order Paid | 订单付款通知 | An order of the old shop was paid.
`,
);

/** Electronic invoices. */
export const INVOICE_EVENTS = fromTable(
	'Invoice',
	`
user_authorize_invoice | Invoice Authorized | 授权开票 | A user authorizes an invoice.
submit_invoice_title | Invoice Title Submitted | 提交发票抬头 | A user submits an invoice title.
update_invoice_status | Invoice Status Changed | 发票状态更新 | The status of an invoice changed.
cloud_invoice_invoiceresult_event | Invoice Issued | 开票结果 | An invoice was issued or could not be.
cloud_invoice_batch_invoiceresult_event | Invoices Issued | 批量开票结果 | Several invoices were issued or could not be.
`,
);

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
debug_demo | Debugging Event | 消息推送调试 | The push debugging tool of the platform sends a test event.
`,
	),
];
