import { messages } from './PushType';

const MEDIA_ID = 'SAMPLE-media-id-0000000000000000000000000000000000000000001';
const THUMB_ID = 'SAMPLE-media-id-0000000000000000000000000000000000000000002';
const MSG_ID = '24105763409812345678';

/**
 * What followers send.
 *
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html
 */
export const MESSAGE_TYPES = messages('Message', [
	{
		name: 'text',
		title: 'Text',
		official: '文本消息',
		when: 'A follower writes a text, or taps an item of a menu message; bizmsgmenuid then holds the ID of the item.',
		sample: { Content: 'How much is the coffee?', MsgId: MSG_ID },
		sometimes: ['bizmsgmenuid'],
	},
	{
		name: 'image',
		title: 'Image',
		official: '图片消息',
		when: 'A follower sends a picture; the media ID is valid for 3 days.',
		sample: { PicUrl: 'http://mmbiz.qpic.cn/sample/0', MediaId: MEDIA_ID, MsgId: MSG_ID },
	},
	{
		name: 'voice',
		title: 'Voice',
		official: '语音消息',
		when: 'A follower sends a voice message; Recognition occurs only on accounts that still have voice recognition.',
		sample: { MediaId: MEDIA_ID, Format: 'amr', MsgId: MSG_ID, MediaId16K: THUMB_ID },
		sometimes: ['Recognition'],
	},
	{
		name: 'video',
		title: 'Video',
		official: '视频消息',
		when: 'A follower sends a video.',
		sample: { MediaId: MEDIA_ID, ThumbMediaId: THUMB_ID, MsgId: MSG_ID },
	},
	{
		name: 'shortvideo',
		title: 'Short Video',
		official: '小视频消息',
		when: 'A follower sends a short video recorded in the conversation.',
		sample: { MediaId: MEDIA_ID, ThumbMediaId: THUMB_ID, MsgId: MSG_ID },
	},
	{
		name: 'location',
		title: 'Location',
		official: '地理位置消息',
		when: 'A follower sends a place; Location_X is the latitude, Location_Y the longitude.',
		sample: {
			Location_X: '23.134521',
			Location_Y: '113.358803',
			Scale: 20,
			Label: '广州市海珠区客村艺苑路 12 号',
			MsgId: MSG_ID,
		},
	},
	{
		name: 'link',
		title: 'Link',
		official: '链接消息',
		when: 'A follower sends an article or a page from favorites.',
		sample: {
			Title: 'Opening hours',
			Description: 'When the shop is open',
			Url: 'https://www.example.com/hours',
			MsgId: MSG_ID,
		},
	},
	{
		name: 'device_text',
		title: 'Device Text',
		official: '设备消息',
		retired: true,
		when: 'A device of the retired hardware platform sends data.',
		sample: { MsgId: MSG_ID },
	},
	{
		name: 'device_event',
		title: 'Device Event',
		official: '设备事件',
		retired: true,
		when: 'A device of the retired hardware platform is bound or unbound.',
		sample: {},
	},
]);
