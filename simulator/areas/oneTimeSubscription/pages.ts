import type { Account } from '../../state/Account';
import { RawAnswer } from '../Area';

const HTML = 'text/html; charset=utf-8';
const NO_STORE = { 'cache-control': 'no-store' };
const STYLE =
	'body{margin:0;padding:24px 16px;background:#ededed;color:#191919;font:16px/1.6 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}main{max-width:400px;margin:15vh auto 0;padding:32px 24px;border-radius:12px;background:#fff}h1{margin:0 0 12px;font-size:20px}select,button{display:block;width:100%;margin-top:12px;padding:12px;border:0;border-radius:8px;background:#f2f2f2;font:inherit}button.main{background:#07c160;color:#fff}small{color:#666}';

/** Asks a person whether the account may send one message. The form posts to the page's own URL. */
export function confirmPage(account: Account): RawAnswer {
	const people = [...account.followers.values()].map(
		({ openid, nickname }) =>
			`<option value="${escape(openid)}">${escape(nickname || `…${openid.slice(-6)}`)}</option>`,
	);
	return page(
		`<h1>订阅消息</h1><p>允许 ${escape(account.originalId)} 给你发送一条消息？</p>
<form method="post"><label>微信用户<select name="openid">${people.join('')}</select></label>
<button class="main" name="decision" value="confirm">允许</button><button name="decision" value="cancel">取消</button></form>`,
	);
}

/** Shown where the platform shows an error. */
export function refusalPage(reason: string): RawAnswer {
	return page(`<h1>参数错误</h1><small>${escape(reason)}</small>`);
}

/** Redirects the browser. */
export function goTo(location: string): RawAnswer {
	return new RawAnswer(HTML, '', 302, { ...NO_STORE, location });
}

function page(content: string): RawAnswer {
	const html = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>订阅消息</title><style>${STYLE}</style></head><body><main>${content}</main></body></html>
`;
	return new RawAnswer(HTML, html, 200, NO_STORE);
}

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
