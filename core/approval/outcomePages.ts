import type { HttpAnswer } from '../page/httpAnswer';
import type { PageLanguage } from '../page/pickLanguage';
import { type PageContent, renderPage } from '../page/renderPage';

/** The pages that a visitor of an approval page may see instead of the question. */
export type OutcomePageName =
	| 'approved'
	| 'declined'
	| 'answered'
	/** Somebody else was asked. */
	| 'stranger'
	/** It is not known who the visitor is, and the node cannot find out. */
	| 'unknown'
	/** The time in which this person could answer is over. */
	| 'expired'
	/** n8n could not process the answer. */
	| 'notTaken'
	/** The node or its credential is not set up properly. */
	| 'setup';

type Texts = Readonly<Record<PageLanguage, { title: string; message: string }>>;

const PAGES: Readonly<Record<OutcomePageName, Pick<PageContent, 'status' | 'mood'> & { text: Texts }>> = {
	approved: {
		status: 200,
		mood: 'good',
		text: {
			en: { title: 'Approved', message: 'Thank you. You can close this page now.' },
			zh: { title: '已同意', message: '谢谢，现在可以关闭本页面。' },
		},
	},
	declined: {
		status: 200,
		mood: 'notice',
		text: {
			en: { title: 'Declined', message: 'Thank you. You can close this page now.' },
			zh: { title: '已拒绝', message: '谢谢，现在可以关闭本页面。' },
		},
	},
	answered: {
		status: 200,
		mood: 'good',
		text: {
			en: { title: 'Answer received', message: 'Thank you. You can close this page now.' },
			zh: { title: '已收到您的回复', message: '谢谢，现在可以关闭本页面。' },
		},
	},
	stranger: {
		status: 403,
		mood: 'bad',
		text: {
			en: {
				title: 'This question is for somebody else',
				message: 'Only the person who got the message can answer it. Nothing has been decided.',
			},
			zh: { title: '这条消息不是发给您的', message: '只有收到消息的本人可以处理。本次未提交任何内容。' },
		},
	},
	unknown: {
		status: 403,
		mood: 'notice',
		text: {
			en: {
				title: 'Please open this page from the message',
				message: 'Tap the link in the message in WeChat again. Nothing has been decided.',
			},
			zh: { title: '请从消息中打开本页面', message: '请在微信中重新点击消息里的链接。本次未提交任何内容。' },
		},
	},
	expired: {
		status: 410,
		mood: 'notice',
		text: {
			en: {
				title: 'The time for an answer is over',
				message: 'This question can no longer be answered, and you have decided nothing.',
			},
			zh: { title: '已过截止时间', message: '现在已无法回复，您的回复没有提交。' },
		},
	},
	notTaken: {
		status: 503,
		mood: 'bad',
		text: {
			en: {
				title: 'Your answer could not be accepted',
				message:
					'It may have been answered already. Open the link again in a minute: if the question is still there, answer it again.',
			},
			zh: {
				title: '未能提交',
				message: '可能已经处理过。请一分钟后重新打开链接，如果问题仍在，请再次提交。',
			},
		},
	},
	setup: {
		status: 500,
		mood: 'bad',
		text: {
			en: {
				title: 'This page is not set up properly',
				message: 'Please tell whoever sent you the message. Nothing has been decided.',
			},
			zh: { title: '页面配置有误', message: '请联系给您发消息的人。本次未提交任何内容。' },
		},
	},
};

/**
 * @param name which page
 * @param language of the visitor
 */
export function outcomePage(name: OutcomePageName, language: PageLanguage): HttpAnswer {
	const { status, mood, text } = PAGES[name];
	return renderPage({ status, mood, language, ...text[language] });
}
