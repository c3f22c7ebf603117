import { events } from './PushType';

const TEMPLATE_ID = 'SAMPLE-template-id-000000000000000000000001';

/**
 * Results of what the account sent or published.
 *
 * @see https://developers.weixin.qq.com/doc/service/guide/product/template_message/Template_Message_Interface.html
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Batch_Sends.html
 */
export const RESULT_EVENTS = events('Result', [
	{
		name: 'TEMPLATESENDJOBFINISH',
		title: 'Template Message Delivered',
		official: '模版消息发送结果',
		when: 'A template message was delivered or not; MsgID is the msgid that sending it gave. Status is success, or failed with a reason: user block, system failed, or freq limit when the person got too many messages.',
		sample: { MsgID: '200163836123456789', Status: 'success' },
	},
	{
		name: 'MASSSENDJOBFINISH',
		title: 'Mass Message Sent',
		official: '群发结果',
		when: 'A mass message has nearly been sent to everybody; MsgID is the msg_id that sending gave, as text, and the numbers are approximate.',
		sample: {
			MsgID: '1000001625',
			Status: 'send success',
			TotalCount: 100,
			FilterCount: 80,
			SentCount: 75,
			ErrorCount: 5,
			CopyrightCheckResult: {
				Count: 1,
				ResultList: {
					item: [
						{
							ArticleIdx: 1,
							UserDeclareState: 0,
							AuditState: 11,
							OriginalArticleUrl: 'https://mp.weixin.qq.com/s/sample',
							OriginalArticleType: 1,
							CanReprint: 1,
							NeedReplaceContent: 1,
							NeedShowReprintSource: 1,
						},
					],
				},
				CheckState: 2,
			},
			ArticleUrlResult: {
				Count: 1,
				ResultList: { item: [{ ArticleIdx: 1, ArticleUrl: 'https://mp.weixin.qq.com/s/sample' }] },
			},
		},
	},
	{
		name: 'PUBLISHJOBFINISH',
		aliases: ['FREEPUBLISHJOBFINISH'],
		title: 'Article Published',
		official: '发布结果',
		when: 'A draft was published or could not be; publish_id is the one that publishing gave, publish_status 0 is a success. With 2 (原创 check) and 4 (review), fail_idx lists the articles that failed, counted from 1, instead of the links.',
		sample: {
			PublishEventInfo: {
				publish_id: '2247503051',
				publish_status: 0,
				fail_idx: [1],
				article_id: 'SAMPLE-article-id-0001',
				article_detail: { count: 1, item: [{ idx: 1, article_url: 'https://mp.weixin.qq.com/s/sample' }] },
			},
		},
	},
]);

/**
 * What users decide about subscription notifications.
 *
 * @see https://developers.weixin.qq.com/doc/service/guide/product/subscription_messages/push.html
 */
export const NOTIFICATION_EVENTS = events('Subscription Notification', [
	{
		name: 'subscribe_msg_popup_event',
		title: 'Subscription Answered',
		official: '用户操作订阅通知弹窗',
		when: 'A user accepts or rejects notifications in the dialog of a page or an article.',
		sample: {
			SubscribeMsgPopupEvent: {
				List: [
					{ TemplateId: TEMPLATE_ID, SubscribeStatusString: 'accept', PopupScene: 2 },
					{
						TemplateId: 'SAMPLE-template-id-000000000000000000000002',
						SubscribeStatusString: 'reject',
						PopupScene: 2,
					},
				],
			},
		},
	},
	{
		name: 'subscribe_msg_change_event',
		title: 'Subscription Changed',
		official: '用户管理订阅通知',
		when: 'A user switches notifications off in the settings.',
		sample: {
			SubscribeMsgChangeEvent: { List: [{ TemplateId: TEMPLATE_ID, SubscribeStatusString: 'reject' }] },
		},
	},
	{
		name: 'subscribe_msg_sent_event',
		title: 'Notification Delivered',
		official: '发送订阅通知',
		when: 'A notification was delivered or refused; ErrorCode 0 is a success.',
		sample: {
			SubscribeMsgSentEvent: {
				List: [
					{ TemplateId: TEMPLATE_ID, MsgID: '1864323726461255680', ErrorCode: 0, ErrorStatus: 'success' },
				],
			},
		},
	},
]);
