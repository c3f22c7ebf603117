import type { IDataObject } from 'n8n-workflow';
import { LOGIN_PAGES, type LoginPageName } from '../../core/oauth/loginPages';
import type { LoginRecord } from '../../core/oauth/LoginRecord';
import { type HttpAnswer, redirectAnswer } from '../../core/page/httpAnswer';
import type { PageLanguage } from '../../core/page/pickLanguage';
import { addFields, isAllowedTarget } from '../../core/oauth/redirectTarget';
import { type PageContent, renderPage } from '../../core/page/renderPage';
import type { Setup, SuccessAnswer } from './Setup';

/** Labels of a page's button. */
const BUTTON_LABELS: Readonly<Record<'start' | 'reload', Readonly<Record<PageLanguage, string>>>> = {
	start: { en: 'Start again', zh: '重新登录' },
	reload: { en: 'Try again', zh: '重试' },
};

/**
 * Renders a built-in page.
 *
 * @param name which one
 * @param language of the visitor
 * @param extra `detail`: small print for the owner; `again`: the link that starts the login over, for pages that have one; `code`: QR code
 */
export function builtInPage(
	name: LoginPageName,
	language: PageLanguage,
	extra: { detail?: string; again?: string; code?: PageContent['code'] } = {},
): HttpAnswer {
	const { status, mood, text, leadsTo, reloadSeconds } = LOGIN_PAGES[name];
	// An empty link is the page's own URL.
	const href = leadsTo === 'reload' ? '' : extra.again;
	const button =
		leadsTo && href !== undefined ? { label: BUTTON_LABELS[leadsTo][language], href } : undefined;
	return renderPage({
		status,
		mood,
		language,
		...text[language],
		detail: extra.detail,
		code: extra.code,
		button,
		reloadSeconds,
	});
}

/**
 * What the browser gets after a successful login, unless the workflow answers.
 *
 * @param setup of the trigger
 * @param item of the login
 * @param record with the data of the link
 * @param language of the visitor
 */
export function successAnswer(
	{ answer }: Setup,
	item: IDataObject,
	record: LoginRecord,
	language: PageLanguage,
): HttpAnswer {
	if (answer.kind === 'redirect') return redirectAnswer(targetOf(answer, item, record));
	if ((item.meta as IDataObject).isSnapshotUser === true) return builtInPage('snapshot', language);
	if (answer.kind === 'workflow') return builtInPage('success', language);
	const { status, mood, text } = LOGIN_PAGES.success;
	const builtIn = text[language];
	return renderPage({
		status,
		mood,
		language,
		title: answer.title || builtIn.title,
		message: answer.message || (answer.title ? '' : builtIn.message),
	});
}

function targetOf(
	{ url, hosts, secure, fields, place }: Extract<SuccessAnswer, { kind: 'redirect' }>,
	item: IDataObject,
	{ returnTo }: LoginRecord,
): string {
	// It was checked at the start, but the owner may have removed the host from the list since.
	const target = returnTo !== undefined && isAllowedTarget(returnTo, hosts, secure) ? returnTo : url;
	const user = (item.user ?? {}) as IDataObject;
	const values: IDataObject = {
		openid: item.openid,
		unionid: item.unionid,
		scope: item.scope,
		nickname: user.nickname,
		headimgurl: user.headimgurl,
		isSnapshotUser: (item.meta as IDataObject).isSnapshotUser,
	};
	const chosen = Object.entries(values).filter(([name]) => fields.includes(name));
	const carried = fields.includes('params') ? Object.entries(item.params as IDataObject) : [];
	// The user's own fields come last: parameters of the link must not override them.
	const all = [...carried, ...chosen].map(([name, value]) => [name, String(value ?? '')] as const);
	return addFields(target, Object.fromEntries(all), place);
}
