import { Agent } from 'node:http';
import axios, { type AxiosResponse } from 'axios';

/** What a browser shows in the end, and how it got there. */
export interface Shown {
	status: number;
	url: string;
	headers: Record<string, unknown>;
	body: string;
	/** Every address on the way, the shown one included. */
	path: string[];
}

interface Cookie {
	value: string;
	path: string;
}

const WECHAT =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49 NetType/WIFI Language/zh_CN';
const MOST_REDIRECTS = 8;
/** A kept connection would not survive a restart of the host. */
const agent = new Agent({ keepAlive: false });

/** A phone's browser without eyes: follows redirects and keeps cookies by host and path. */
export class TestBrowser {
	private readonly jar = new Map<string, Cookie>();

	/** @param headers of every request; defaults to WeChat's own browser with Chinese */
	constructor(readonly headers: Record<string, string> = {}) {
		this.headers = { 'user-agent': WECHAT, 'accept-language': 'zh-CN,zh;q=0.9', ...headers };
	}

	/** Cookies for an address, as the Cookie header. */
	cookiesFor(url: string): string {
		const { hostname, pathname } = new URL(url);
		return [...this.jar]
			.filter(([key, { path }]) => key.startsWith(`${hostname} `) && pathname.startsWith(path))
			.map(([key, { value }]) => `${key.split(' ')[1]}=${value}`)
			.join('; ');
	}

	/** Takes over every cookie of another browser, as a thief would. */
	copyFrom(other: TestBrowser): this {
		for (const [key, cookie] of other.jar) this.jar.set(key, cookie);
		return this;
	}

	/** Opens an address and follows redirects, until one leads to an address for which `stopAt` is true. */
	async open(url: string, stopAt: (url: string) => boolean = () => false): Promise<Shown> {
		return await this.follow('GET', url, undefined, stopAt);
	}

	/** Opens an address and says where it wants to send the browser. */
	async step(url: string): Promise<{ status: number; location: string; body: string; cookies: string[] }> {
		const answer = await this.request('GET', url);
		return {
			status: answer.status,
			location: String(answer.headers.location ?? ''),
			body: answer.data,
			cookies: [answer.headers['set-cookie'] ?? []].flat(),
		};
	}

	/** Presses a button of a page that was shown. */
	async press(page: Shown, name: string, value: string): Promise<Shown> {
		const forms = [...page.body.matchAll(/<form method="post" action="([^"]+)">(.*?)<\/form>/g)];
		const form = forms.find(([, , inner]) => inner?.includes(`name="${name}" value="${value}"`));
		if (!form) throw new Error(`there is no button ${name}=${value} on ${page.body}`);
		const ticket = /name="ticket" value="(\w+)"/.exec(form[2] ?? '')?.[1] ?? '';
		const target = new URL(form[1] ?? '', page.url).href;
		return await this.follow('POST', target, new URLSearchParams({ ticket, [name]: value }).toString());
	}

	private async follow(
		method: 'GET' | 'POST',
		url: string,
		body?: string,
		stopAt: (url: string) => boolean = () => false,
	): Promise<Shown> {
		const path: string[] = [url];
		let answer = await this.request(method, url, body);
		while (answer.status === 302) {
			const current = path.at(-1) ?? url;
			const next = new URL(String(answer.headers.location), current).href;
			path.push(next);
			if (stopAt(next)) return { status: 302, url: next, headers: answer.headers, body: '', path };
			if (path.length > MOST_REDIRECTS) throw new Error(`too many redirects: ${path.join(' → ')}`);
			answer = await this.request('GET', next);
		}
		return {
			status: answer.status,
			url: path.at(-1) ?? url,
			headers: answer.headers,
			body: answer.data,
			path,
		};
	}

	private async request(method: 'GET' | 'POST', url: string, body?: string): Promise<AxiosResponse<string>> {
		const answer = await axios.request<string>({
			method,
			url: url.replace(/#.*$/, ''),
			data: body,
			maxRedirects: 0,
			proxy: false,
			httpAgent: agent,
			responseType: 'text',
			transformResponse: (text: string) => text,
			validateStatus: () => true,
			headers: { ...this.headers, cookie: this.cookiesFor(url) },
		});
		for (const cookie of [answer.headers['set-cookie'] ?? []].flat()) this.keep(url, cookie);
		return answer;
	}

	private keep(url: string, cookie: string): void {
		const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
		const path = /; Path=([^;]+)/i.exec(cookie)?.[1] ?? '/';
		const key = `${new URL(url).hostname} ${name}`;
		if (/Max-Age=0(;|$)/i.test(cookie)) this.jar.delete(key);
		else this.jar.set(key, { value, path });
	}
}
