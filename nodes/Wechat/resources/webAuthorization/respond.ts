import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { type HttpAnswer, pageAnswer, redirectAnswer } from '../../../../core/page/httpAnswer';
import { LOGIN_PAGES } from '../../../../core/oauth/loginPages';
import { readAllowedHosts, readTarget } from '../../../../core/oauth/redirectTarget';
import { renderPage, type PageMood } from '../../../../core/page/renderPage';
import { isBlank } from '../../../../core/text/visibleText';
import { required } from '../../../shared/textLimits';
import { completeAnswer } from '../../../transport/hostAnswer';
import { passAnswer } from '../../../transport/passAnswer';
import { defineOperation } from '../../operation';

/** Answers the browser of a user who logged in, when the WeChat OAuth Trigger leaves that to the workflow. */
export const respondToLogin = defineOperation({
	option: {
		name: 'Respond',
		value: 'respond',
		chinese: '回应网页登录',
		action: 'Respond to login',
		description:
			'Send a page or a redirect to the browser of the user who logged in; the WeChat OAuth Trigger must have Answer set to From the Workflow',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/h5/auth.html',
	effect: 'write',
	account: 'any',
	fields: [
		{
			displayName: 'Respond With',
			name: 'respondWith',
			type: 'options',
			options: [
				{ name: 'HTML', value: 'html', description: 'A page that you write; n8n shows it in a sandbox' },
				{ name: 'Page', value: 'page', description: 'A simple page for phones with your text' },
				{ name: 'Redirect', value: 'redirect', description: 'Another page of yours' },
			],
			default: 'page',
			description: 'What the browser gets',
		},
		{
			displayName: 'Page Title',
			name: 'pageTitle',
			type: 'string',
			default: '',
			displayOptions: { show: { respondWith: ['page'] } },
			placeholder: 'e.g. Welcome, {{ $json.user.nickname }}',
			description:
				'Plain text. With neither title nor message, a page with the mood Success says in Chinese and English that the login succeeded.',
		},
		{
			displayName: 'Page Message',
			name: 'pageMessage',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			displayOptions: { show: { respondWith: ['page'] } },
			placeholder: 'e.g. Your number has been confirmed.',
			description: 'Plain text under the title; line breaks are kept',
		},
		{
			displayName: 'Page Mood',
			name: 'pageMood',
			type: 'options',
			options: [
				{ name: 'Attention', value: 'notice' },
				{ name: 'Failure', value: 'bad' },
				{ name: 'Success', value: 'good' },
			],
			default: 'good',
			displayOptions: { show: { respondWith: ['page'] } },
			description: 'The mark above the title',
		},
		{
			displayName: 'HTML',
			name: 'pageHtml',
			type: 'string',
			typeOptions: { editor: 'htmlEditor', rows: 8 },
			default: '',
			displayOptions: { show: { respondWith: ['html'] } },
			description: 'Complete document. Escape whatever comes from users or links.',
		},
		{
			displayName: 'Redirect URL',
			name: 'redirectUrl',
			type: 'string',
			default: '',
			displayOptions: { show: { respondWith: ['redirect'] } },
			placeholder: 'e.g. https://www.example.com/welcome',
			description: 'Complete address; if it is an expression, list its host in Allowed Redirect Hosts',
		},
		{
			displayName: 'Allowed Redirect Hosts',
			name: 'allowedRedirectHosts',
			type: 'string',
			default: '',
			displayOptions: { show: { respondWith: ['redirect'] } },
			placeholder: 'e.g. www.example.com, m.example.com',
			description: 'Hosts that an expression in Redirect URL may lead to, separated by commas',
		},
		{
			displayName: 'Status Code',
			name: 'pageStatus',
			type: 'number',
			typeOptions: { minValue: 200, maxValue: 599 },
			default: 200,
			displayOptions: { show: { respondWith: ['html', 'page'] } },
			description: 'HTTP status of the page',
		},
	],
	run: async (params, { n8n, itemIndex }) => {
		// One browser waits for one answer, however many items there are.
		if (itemIndex === 0) {
			const answer = answerOf(params, String(n8n.getNode().parameters.redirectUrl ?? ''));
			await passAnswer(n8n, completeAnswer(answer));
		}
		return [{ json: n8n.getInputData()[itemIndex]?.json ?? {} }];
	},
	sample: {
		params: {
			respondWith: 'page',
			pageTitle: 'Welcome',
			pageMessage: 'You can close this page.',
			pageStatus: 200,
		},
		response: {},
	},
});

function answerOf(params: IDataObject, rawRedirectUrl: string): HttpAnswer {
	const status = Number(params.pageStatus ?? 200);
	switch (params.respondWith) {
		case 'redirect':
			return redirectAnswer(checkTarget(params, rawRedirectUrl));
		case 'html':
			return pageAnswer(status, required('HTML', params.pageHtml), "frame-ancestors 'none'", '');
		default: {
			const mood = params.pageMood === 'bad' || params.pageMood === 'notice' ? params.pageMood : 'good';
			return renderPage({ status, mood, language: '', ...wordsOf(params, mood) });
		}
	}
}

/** @throws InvalidInputError for a page without text, unless the built-in text for its mark fits */
function wordsOf(params: IDataObject, mood: PageMood): { title: string; message: string } {
	const title = String(params.pageTitle ?? '');
	const message = String(params.pageMessage ?? '');
	if (!isBlank(title) || !isBlank(message)) return { title, message };
	if (mood === 'good') {
		const { zh, en } = LOGIN_PAGES.success.text;
		return { title: `${zh.title} · ${en.title}`, message: `${zh.message}\n${en.message}` };
	}
	throw new InvalidInputError(
		'Page Title',
		'is empty, and so is Page Message',
		'Say what happened: without any text, the visitor sees only a mark.',
	);
}

/** The owner chose the host of a fixed URL; an expression may have taken it from a link. */
function checkTarget(params: IDataObject, rawRedirectUrl: string): string {
	const url = required('Redirect URL', params.redirectUrl);
	const listed = readAllowedHosts(String(params.allowedRedirectHosts ?? ''));
	const target = readTarget(url);
	if ('host' in target && (!rawRedirectUrl.startsWith('=') || listed.includes(target.host)))
		return target.href;
	throw new InvalidInputError(
		'Redirect URL',
		'problem' in target
			? `is not a plain http(s) address: ${target.problem}`
			: 'is not an address on one of the allowed hosts',
		'Enter a complete address such as https://www.example.com/welcome; if it is an expression, list its host in Allowed Redirect Hosts.',
	);
}
