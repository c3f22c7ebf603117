import { events } from './PushType';

/**
 * What followers do.
 *
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_event_pushes.html
 */
export const FOLLOWER_EVENTS = events('Follower', [
	{
		name: 'subscribe',
		title: 'Follow',
		official: '关注',
		when: 'Somebody follows the account; with EventKey qrscene_… and Ticket when it was through a QR code with a scene.',
		sample: { EventKey: 'qrscene_shop-17', Ticket: 'SAMPLE-qr-ticket-0001' },
	},
	{
		name: 'unsubscribe',
		title: 'Unfollow',
		official: '取消关注',
		when: 'Somebody unfollows the account; the platform then requires that their data be deleted.',
		sample: { EventKey: '' },
	},
	{
		name: 'SCAN',
		title: 'Scan QR Code',
		official: '扫描带参数二维码',
		when: 'A follower scans a QR code with a scene; EventKey is the scene without a prefix.',
		sample: { EventKey: 'shop-17', Ticket: 'SAMPLE-qr-ticket-0001' },
	},
	{
		name: 'LOCATION',
		title: 'Report Location',
		official: '上报地理位置',
		when: 'A follower who allowed it enters the conversation, or every 5 s while in it, as set in the console.',
		sample: { Latitude: '23.137466', Longitude: '113.352425', Precision: '119.385040' },
	},
]);

/**
 * What followers tap in the menu of the account.
 *
 * @see https://developers.weixin.qq.com/doc/service/guide/product/menu/Custom_Menu_Push_Events.html
 */
export const MENU_EVENTS = events('Menu', [
	{
		name: 'CLICK',
		title: 'Click',
		official: '点击菜单拉取消息',
		when: 'A click button is tapped; EventKey is its key. Opening a sub-menu is not reported.',
		sample: { EventKey: 'TODAY_OFFER' },
	},
	{
		name: 'VIEW',
		title: 'Open Page',
		official: '点击菜单跳转链接',
		when: 'A view button is tapped; EventKey is its address.',
		sample: { EventKey: 'https://www.example.com/offers', MenuId: '421005123' },
	},
	{
		name: 'view_miniprogram',
		title: 'Open Mini Program',
		official: '点击菜单跳转小程序',
		when: 'A mini program button is tapped; EventKey is the page path.',
		sample: { EventKey: 'pages/offer?id=1', MenuId: '421005123' },
	},
	{
		name: 'scancode_push',
		title: 'Scan and Open',
		official: '扫码推事件',
		when: 'A scan button is used; the phone opens the result itself.',
		sample: {
			EventKey: 'SCAN_OPEN',
			ScanCodeInfo: { ScanType: 'qrcode', ScanResult: 'https://www.example.com/p/1' },
		},
	},
	{
		name: 'scancode_waitmsg',
		title: 'Scan and Wait',
		official: '扫码推事件且弹出“消息接收中”提示框',
		when: 'A scan button is used and the follower waits for the answer.',
		sample: {
			EventKey: 'SCAN_WAIT',
			ScanCodeInfo: { ScanType: 'barcode', ScanResult: 'EAN_13,6901234567892' },
		},
	},
	{
		name: 'pic_sysphoto',
		title: 'Take Photo',
		official: '弹出系统拍照发图',
		when: 'A camera button is used; the pictures follow as image messages.',
		sample: photos('PHOTO'),
	},
	{
		name: 'pic_photo_or_album',
		title: 'Photo or Album',
		official: '弹出拍照或者相册发图',
		when: 'A camera-or-album button is used; the pictures follow as image messages.',
		sample: photos('PHOTO_OR_ALBUM'),
	},
	{
		name: 'pic_weixin',
		title: 'Choose From Album',
		official: '弹出微信相册发图器',
		when: 'An album button is used; the pictures follow as image messages.',
		sample: photos('ALBUM'),
	},
	{
		name: 'location_select',
		title: 'Choose Location',
		official: '弹出地理位置选择器',
		when: 'A location button is used; a location message follows.',
		sample: {
			EventKey: 'WHERE',
			SendLocationInfo: {
				Location_X: '23',
				Location_Y: '113',
				Scale: '15',
				Label: '广州市海珠区客村艺苑路 106 号',
				Poiname: '',
			},
		},
	},
	{
		name: 'media_id',
		title: 'Send Material',
		official: '下发消息（除文本消息）',
		when: 'A media_id button is tapped; in older material only, the page says that such buttons push no event.',
		sample: { EventKey: 'media-id-1' },
	},
	{
		name: 'view_limited',
		title: 'Open Article',
		official: '跳转图文消息 URL',
		when: 'A view_limited button is tapped; in older material only, the page says that such buttons push no event.',
		sample: { EventKey: 'media-id-1' },
	},
]);

function photos(key: string) {
	return {
		EventKey: key,
		SendPicsInfo: { Count: 1, PicList: { item: [{ PicMd5Sum: '5a75aaca956d97be686719218f275c6b' }] } },
	};
}
