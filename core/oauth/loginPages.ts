import type { PageLanguage } from '../page/pickLanguage';
import type { PageMood } from '../page/renderPage';

/** The pages a visitor may see, by occasion. */
export type LoginPageName =
	/** Logged in; the workflow runs. */
	| 'success'
	/** Logged in on a snapshot page, with a virtual identity. */
	| 'snapshot'
	/** The callback was opened again after a login that succeeded. */
	| 'repeated'
	/** The same callback is being processed at the moment. */
	| 'underway'
	/** Too many callbacks with wrong codes came in this minute. */
	| 'busy'
	/** The workflow takes longer than a browser should wait. */
	| 'slow'
	/** The user refused. */
	| 'refused'
	/** The user took too long. */
	| 'expired'
	/** Not a login that this browser started. */
	| 'foreign'
	/** WeChat does not know the code. */
	| 'code'
	/** The code was exchanged before. */
	| 'codeUsed'
	/** The code is too old. */
	| 'codeExpired'
	/** WeChat could not be reached, or was busy. */
	| 'unreachable'
	/** WeChat refused for a reason that the owner has to fix. */
	| 'platform'
	/** The trigger or its credential is not set up properly. */
	| 'setup'
	/** The link contains something that is not allowed. */
	| 'link'
	/** The signed link has expired. */
	| 'linkExpired'
	/** Opened in a browser that is not WeChat's. */
	| 'outside'
	/** Logged in, but n8n could not start the workflow. */
	| 'notStarted'
	/** n8n has a problem; nothing has happened yet. */
	| 'notReady'
	/** The workflow failed before it answered. */
	| 'failed';

/** One page in both languages. */
export interface LoginPage {
	status: number;
	mood: PageMood;
	/** What its button does, if it has one: start the login over, or reload the same URL. */
	leadsTo?: 'start' | 'reload';
	/** Seconds after which the page reloads by itself. */
	reloadSeconds?: number;
	text: Readonly<Record<PageLanguage, { title: string; message: string }>>;
}

/** The built-in pages. */
export const LOGIN_PAGES: Readonly<Record<LoginPageName, LoginPage>> = {
	success: {
		status: 200,
		mood: 'good',
		text: {
			en: { title: 'You are signed in', message: 'You can close this page now.' },
			zh: { title: '登录成功', message: '现在可以关闭本页面。' },
		},
	},
	snapshot: {
		status: 200,
		mood: 'notice',
		text: {
			en: {
				title: 'Preview only',
				message:
					'WeChat shows this page as a preview. Tap “使用完整服务” at the bottom right of the screen and allow access to sign in.',
			},
			zh: { title: '当前为快照页', message: '请点击屏幕右下角的“使用完整服务”，允许后即可完成登录。' },
		},
	},
	repeated: {
		status: 200,
		mood: 'good',
		text: {
			en: {
				title: 'This sign-in is complete',
				message: 'There is nothing more to do here. You can close this page.',
			},
			zh: { title: '本次登录已处理', message: '无需重复操作，可以关闭本页面。' },
		},
	},
	underway: {
		status: 200,
		mood: 'notice',
		leadsTo: 'reload',
		reloadSeconds: 2,
		text: {
			en: { title: 'Signing you in', message: 'This takes a moment. The page reloads by itself.' },
			zh: { title: '正在登录', message: '请稍候，页面会自动刷新。' },
		},
	},
	busy: {
		status: 503,
		mood: 'notice',
		leadsTo: 'reload',
		reloadSeconds: 5,
		text: {
			en: {
				title: 'Many people are signing in',
				message: 'The page tries again by itself in a few seconds.',
			},
			zh: { title: '登录人数较多', message: '几秒后页面会自动重试。' },
		},
	},
	slow: {
		status: 200,
		mood: 'good',
		text: {
			en: {
				title: 'You are signed in',
				message: 'Your request is still being worked on. You can close this page.',
			},
			zh: { title: '登录成功', message: '您的请求正在处理中，可以关闭本页面。' },
		},
	},
	refused: {
		status: 200,
		mood: 'notice',
		leadsTo: 'start',
		text: {
			en: {
				title: 'You did not sign in',
				message: 'Nothing was passed on. You can start again at any time.',
			},
			zh: { title: '您已取消授权', message: '没有获取您的任何信息。您可以随时重新登录。' },
		},
	},
	expired: {
		status: 403,
		mood: 'notice',
		leadsTo: 'start',
		text: {
			en: {
				title: 'This took too long',
				message: 'For your safety the sign-in has ended. Please start again.',
			},
			zh: { title: '登录已超时', message: '为了您的安全，本次登录已失效，请重新登录。' },
		},
	},
	foreign: {
		status: 403,
		mood: 'bad',
		leadsTo: 'start',
		text: {
			en: {
				title: 'This sign-in cannot be continued',
				message: 'It was started in another browser, or it has ended. Please open the original link again.',
			},
			zh: { title: '无法继续登录', message: '本次登录在其他浏览器中发起，或已失效。请重新打开原来的链接。' },
		},
	},
	code: {
		status: 403,
		mood: 'notice',
		leadsTo: 'start',
		text: {
			en: {
				title: 'This sign-in is not valid',
				message:
					'WeChat did not accept the code that came with it. Please start again, or open the link again.',
			},
			zh: { title: '登录凭证无效', message: '登录凭证未通过微信的校验。请重新登录，或重新打开链接。' },
		},
	},
	codeUsed: {
		status: 403,
		mood: 'notice',
		leadsTo: 'start',
		text: {
			en: {
				title: 'This sign-in has already been used',
				message:
					'Every sign-in works once; perhaps the page was opened twice. If you are not signed in, start again, or open the link again.',
			},
			zh: {
				title: '登录凭证已被使用',
				message: '登录凭证只能使用一次，页面可能被打开了两次。如果尚未登录，请重新登录，或重新打开链接。',
			},
		},
	},
	codeExpired: {
		status: 403,
		mood: 'notice',
		leadsTo: 'start',
		text: {
			en: {
				title: 'This sign-in has expired',
				message:
					'A sign-in has to be finished within a few minutes. Please start again, or open the link again.',
			},
			zh: { title: '登录凭证已过期', message: '授权后须在几分钟内完成登录。请重新登录，或重新打开链接。' },
		},
	},
	unreachable: {
		status: 503,
		mood: 'bad',
		leadsTo: 'start',
		text: {
			en: { title: 'WeChat did not answer', message: 'Please try again in a moment.' },
			zh: { title: '微信暂时没有响应', message: '请稍后重试。' },
		},
	},
	platform: {
		status: 502,
		mood: 'bad',
		leadsTo: 'start',
		text: {
			en: { title: 'WeChat refused this sign-in', message: 'Please tell the operator of this page.' },
			zh: { title: '微信拒绝了本次登录', message: '请联系本页面的运营者。' },
		},
	},
	setup: {
		status: 500,
		mood: 'bad',
		leadsTo: 'reload',
		text: {
			en: { title: 'Signing in is not set up yet', message: 'Please tell the operator of this page.' },
			zh: { title: '登录功能尚未配置好', message: '请联系本页面的运营者。' },
		},
	},
	link: {
		status: 400,
		mood: 'bad',
		text: {
			en: {
				title: 'This link is not valid',
				message: 'It may have been cut off or altered. Please ask for a new one.',
			},
			zh: { title: '链接无效', message: '链接可能不完整或被修改，请重新获取。' },
		},
	},
	linkExpired: {
		status: 403,
		mood: 'notice',
		text: {
			en: { title: 'This link has expired', message: 'Please ask for a new one.' },
			zh: { title: '链接已过期', message: '请重新获取链接。' },
		},
	},
	outside: {
		status: 403,
		mood: 'notice',
		text: {
			en: {
				title: 'Please open this link in WeChat',
				message: 'Scan the code with WeChat, or send the link to yourself there and tap it.',
			},
			zh: {
				title: '请在微信客户端打开链接',
				message: '请用微信扫描二维码，或将链接发送到微信聊天中再点击打开。',
			},
		},
	},
	notStarted: {
		status: 503,
		mood: 'bad',
		leadsTo: 'start',
		text: {
			en: { title: 'We could not continue', message: 'Your sign-in was not recorded. Please start again.' },
			zh: { title: '暂时无法继续', message: '您的登录未被记录，请重新登录。' },
		},
	},
	notReady: {
		status: 503,
		mood: 'bad',
		leadsTo: 'reload',
		text: {
			en: { title: 'We could not continue', message: 'Please try again in a moment.' },
			zh: { title: '暂时无法继续', message: '请稍后重试。' },
		},
	},
	failed: {
		status: 500,
		mood: 'bad',
		leadsTo: 'start',
		text: {
			en: {
				title: 'Something went wrong on our side',
				message: 'You are signed in, but we could not finish your request.',
			},
			zh: { title: '处理失败', message: '您已登录，但我们未能完成您的请求。' },
		},
	},
};
