import type { XmlTree } from '../../core/protocol/writeXml';
import type { Ids } from '../state/Ids';

/** Input for made-up elements. */
export interface Circumstances {
	ids: Ids;
	appid: string;
	openid: string;
	/** Unix seconds. */
	now: number;
}

type Defaults = (circumstances: Circumstances) => XmlTree;

const YEAR_SECONDS = 365 * 86_400;

const location: XmlTree = { Location_X: 23.134521, Location_Y: 113.358803, Scale: 20, Label: '广州市天河区' };
const pictures: XmlTree = {
	Count: 1,
	PicList: { item: [{ PicMd5Sum: '1b5f7c23b5bf75682a53e7b6d163e185' }] },
};
const video: Defaults = ({ ids }) => ({ MediaId: ids.mediaId(), ThumbMediaId: ids.mediaId() });

/** Elements of each message type besides the common ones and MsgId, when the sender does not give them. */
const MESSAGES: Readonly<Record<string, Defaults>> = {
	text: () => ({ Content: 'hello' }),
	image: ({ ids }) => ({
		PicUrl: `http://mmbiz.qpic.cn/mmbiz_jpg/${ids.alphanumeric(24)}/0`,
		MediaId: ids.mediaId(),
	}),
	voice: ({ ids }) => ({ MediaId: ids.mediaId(), Format: 'amr', MediaId16K: ids.mediaId() }),
	video,
	shortvideo: video,
	location: () => location,
	link: () => ({ Title: '标题', Description: '描述', Url: 'https://example.com/' }),
};

const verified: Defaults = ({ now }) => ({ ExpiredTime: now + YEAR_SECONDS });
const notVerified: Defaults = ({ now }) => ({ FailTime: now, FailReason: 'by time' });
const authorization: Defaults = ({ openid, appid }) => ({ OpenID: openid, AppID: appid });
const agent: Defaults = () => ({ KfAccount: 'test1@test' });

/** Elements of each event besides the common ones, when the sender does not give them. */
const EVENTS: Readonly<Record<string, Defaults>> = {
	subscribe: () => ({ EventKey: '' }),
	unsubscribe: () => ({ EventKey: '' }),
	SCAN: ({ ids }) => ({ EventKey: '1', Ticket: `gQ${ids.alphanumeric(94)}` }),
	LOCATION: () => ({ Latitude: 23.137466, Longitude: 113.352425, Precision: 119.385 }),
	CLICK: () => ({ EventKey: 'KEY' }),
	VIEW: () => ({ EventKey: 'https://example.com/', MenuId: 425086500 }),
	view_miniprogram: () => ({ EventKey: 'pages/index/index', MenuId: 425086500 }),
	scancode_push: () => ({ EventKey: 'KEY', ScanCodeInfo: { ScanType: 'qrcode', ScanResult: '1' } }),
	scancode_waitmsg: () => ({
		EventKey: 'KEY',
		ScanCodeInfo: { ScanType: 'barcode', ScanResult: 'EAN_13,6901234567892' },
	}),
	pic_sysphoto: () => ({ EventKey: 'KEY', SendPicsInfo: pictures }),
	pic_photo_or_album: () => ({ EventKey: 'KEY', SendPicsInfo: pictures }),
	pic_weixin: () => ({ EventKey: 'KEY', SendPicsInfo: pictures }),
	location_select: () => ({
		EventKey: 'KEY',
		SendLocationInfo: {
			Location_X: '23',
			Location_Y: '113',
			Scale: '15',
			Label: '广州市天河区',
			Poiname: '',
		},
	}),
	media_id: ({ ids }) => ({ EventKey: ids.mediaId() }),
	view_limited: ({ ids }) => ({ EventKey: ids.mediaId() }),
	TEMPLATESENDJOBFINISH: ({ ids }) => ({ MsgID: ids.outgoingMessageId(), Status: 'success' }),
	MASSSENDJOBFINISH: ({ ids }) => ({
		MsgID: ids.outgoingMessageId(),
		Status: 'send success',
		TotalCount: 1,
		FilterCount: 1,
		SentCount: 1,
		ErrorCount: 0,
		CopyrightCheckResult: { Count: 0, ResultList: {}, CheckState: 0 },
		ArticleUrlResult: { Count: 0, ResultList: {} },
	}),
	PUBLISHJOBFINISH: ({ ids }) => ({
		PublishEventInfo: {
			publish_id: ids.outgoingMessageId(),
			publish_status: 0,
			article_id: ids.alphanumeric(43),
			article_detail: { count: 1, item: [{ idx: 1, article_url: 'https://mp.weixin.qq.com/s/example' }] },
		},
	}),
	subscribe_msg_popup_event: ({ ids }) => ({
		SubscribeMsgPopupEvent: {
			List: [{ TemplateId: ids.templateId(), SubscribeStatusString: 'accept', PopupScene: 1 }],
		},
	}),
	subscribe_msg_change_event: ({ ids }) => ({
		SubscribeMsgChangeEvent: { List: [{ TemplateId: ids.templateId(), SubscribeStatusString: 'reject' }] },
	}),
	subscribe_msg_sent_event: ({ ids }) => ({
		SubscribeMsgSentEvent: {
			List: [
				{
					TemplateId: ids.templateId(),
					MsgID: ids.outgoingMessageId(),
					ErrorCode: 0,
					ErrorStatus: 'success',
				},
			],
		},
	}),
	user_info_modified: authorization,
	user_authorization_revoke: (circumstances) => ({ ...authorization(circumstances), RevokeInfo: '205' }),
	user_authorization_cancellation: authorization,
	qualification_verify_success: verified,
	naming_verify_success: verified,
	annual_renew: verified,
	verify_expired: verified,
	qualification_verify_fail: notVerified,
	naming_verify_fail: notVerified,
	kf_create_session: agent,
	kf_close_session: agent,
	kf_switch_session: () => ({ FromKfAccount: 'test1@test', ToKfAccount: 'test2@test' }),
	user_authorize_invoice: ({ appid }) => ({
		SuccOrderId: '1202933957956',
		FailOrderId: '',
		AppId: appid,
		Source: 'web',
	}),
	submit_invoice_title: () => ({
		title: '样例公司抬头',
		tax_no: '1486715661',
		addr: 'abc',
		phone: '13313331333',
		bank_type: 'bt',
		bank_no: 'bn',
		attach: 'at',
		title_type: 'InvoiceUserTitleBusinessType',
	}),
	update_invoice_status: ({ ids }) => ({
		Status: 'INVOICE_REIMBURSE_INIT',
		CardId: ids.openid().replace('o', 'p'),
		Code: '186921658591',
	}),
	cloud_invoice_invoiceresult_event: () => ({
		fpqqlsh: '14574d75004451097886',
		status: 1,
		nsrsbh: '150001197205134629',
	}),
	debug_demo: () => ({ debug_str: 'hello world' }),
};

/** @returns the elements a message of this type has; empty for types that are not known here */
export function messageDefaults(msgType: string, circumstances: Circumstances): XmlTree {
	return Object.hasOwn(MESSAGES, msgType) ? (MESSAGES[msgType]?.(circumstances) ?? {}) : {};
}

/** @returns the elements this event has; empty for events without, and for those not known here */
export function eventDefaults(event: string, circumstances: Circumstances): XmlTree {
	return Object.hasOwn(EVENTS, event) ? (EVENTS[event]?.(circumstances) ?? {}) : {};
}
