import axios, { type AxiosResponse } from 'axios';

/** A response that a browser got, before it acts on it. */
export interface PhonePage {
	url: string;
	status: number;
	/** Redirect target; undefined when there is none. */
	location: string | undefined;
	html: string;
}

/** The part of WeChat's user agent that servers check. */
const WECHAT =
	'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile MicroMessenger/8.0.49 Language/zh_CN';

/** The browser of a phone, as far as a login needs it: cookies and buttons, one step at a time. */
export class PhoneBrowser {
	/** By origin, then by name. */
	private readonly cookies = new Map<string, Map<string, string>>();

	/** Opens a URL; a redirect is returned, not followed. */
	async open(url: string): Promise<PhonePage> {
		return await this.request('GET', url);
	}

	/**
	 * Presses a button of a page.
	 *
	 * @param page with the button
	 * @param name of the button
	 * @param value of the button
	 * @throws when there is no such button
	 */
	async press(page: PhonePage, name: string, value: string): Promise<PhonePage> {
		const forms = [...page.html.matchAll(/<form method="post"([^>]*)>(.*?)<\/form>/gs)];
		const form = forms.find(([, , inner]) => inner?.includes(`name="${name}" value="${value}"`));
		if (!form) throw new Error(`${page.url} answered ${page.status}, without a button ${name}=${value}`);
		const [, attributes = '', inner = ''] = form;
		const action = /action="([^"]+)"/.exec(attributes)?.[1] ?? '';
		const ticket = /name="ticket" value="(\w+)"/.exec(inner)?.[1];
		const body = new URLSearchParams({ ...(ticket ? { ticket } : {}), [name]: value }).toString();
		return await this.request('POST', new URL(action, page.url).href, body);
	}

	private async request(method: 'GET' | 'POST', url: string, body?: string): Promise<PhonePage> {
		const kept = this.cookies.get(new URL(url).origin) ?? new Map<string, string>();
		const answer: AxiosResponse<string> = await axios.request({
			method,
			url,
			data: body,
			headers: {
				'user-agent': WECHAT,
				'accept-language': 'zh-CN,zh;q=0.9',
				cookie: [...kept].map(([name, value]) => `${name}=${value}`).join('; '),
			},
			maxRedirects: 0,
			proxy: false,
			responseType: 'text',
			validateStatus: () => true,
		});
		for (const line of answer.headers['set-cookie'] ?? []) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			kept.set(name, value);
		}
		this.cookies.set(new URL(url).origin, kept);
		const { location } = answer.headers as Record<string, string | undefined>;
		return { url, status: answer.status, location, html: answer.data };
	}
}
