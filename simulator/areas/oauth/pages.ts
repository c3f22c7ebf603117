import type { Account, Follower } from '../../state/Account';
import { RawAnswer } from '../Area';
import type { PageRefusal } from './PageRefusal';

const HTML = 'text/html; charset=utf-8';
const NO_STORE = { 'cache-control': 'no-store' };

const STYLE = `
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;justify-content:center;padding:24px 16px;background:#ededed;color:#191919;font:16px/1.6 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{width:100%;max-width:400px;padding:32px 24px;border-radius:12px;background:#fff}
h1{margin:0 0 12px;font-size:20px}
p{margin:0 0 12px;color:#666}
ul{margin:0 0 20px;padding-left:20px;color:#333}
iframe.snapshot{width:100%;max-width:400px;height:560px;border:0;background:#fff}
main.bar{padding:16px 24px}
.button{display:block;padding:12px;border-radius:8px;background:#07c160;color:#fff;font-weight:600;text-align:center;text-decoration:none}
button{display:block;width:100%;margin-top:12px;padding:12px;border:0;border-radius:8px;background:#f2f2f2;color:#191919;font:inherit;cursor:pointer}
button.main{background:#07c160;color:#fff;font-weight:600}
.person{text-align:left;overflow-wrap:anywhere}
small,footer{color:#999;font-size:12px;overflow-wrap:anywhere}
footer{margin-top:16px;max-width:400px;text-align:center}
.error h1{color:#fa5151}
.qr{width:200px;height:200px;margin:0 auto 16px;display:block;background:repeating-conic-gradient(#191919 0 25%,#fff 0 50%) 0 0/20px 20px;border:12px solid #fff;outline:1px solid #ddd}
`;

/** The real page refuses a link without this fragment; only the browser can see it. */
const FRAGMENT_CHECK = `if(location.hash!=='#wechat_redirect'){document.querySelector('main').innerHTML='<h1>该链接无法访问</h1><small>The link must end in #wechat_redirect.</small>'}`;

/**
 * The consent page.
 *
 * @param ticket of the pending page
 */
export function consentPage(account: Account, follower: Follower, ticket: string): RawAnswer {
	return document(
		'微信授权',
		`<main>
<p>${escape(nameOf(account))} 申请</p>
<h1>获取你的昵称、头像、地区及性别</h1>
<p class="person" id="person">${escape(personName(follower))}<br><small>${escape(follower.openid)}</small></p>
${form('consent', ticket, [
	['decision', 'allow', '允许', 'main'],
	['decision', 'reject', '拒绝', ''],
])}
${form('phone', ticket, [['switch', 'yes', '换一个微信用户', '']])}
</main><script>${FRAGMENT_CHECK}</script>`,
	);
}

/** The page that asks whose phone this browser is, which the real platform knows. */
export function phonePage(followers: readonly Follower[], ticket: string): RawAnswer {
	const people = followers.map((follower): Button => [
		'openid',
		follower.openid,
		`${personName(follower)}${follower.subscribed ? ' · 已关注' : ''}`,
		'',
	]);
	return document(
		'选择微信用户',
		`<main><h1>你是谁？</h1><p>The simulator does not know whose phone this browser is.</p>
${form('phone', ticket, [...people, ['openid', 'new', '+ 新用户 (new person, not a follower)', '']])}</main><script>${FRAGMENT_CHECK}</script>`,
	);
}

/** The QR code page of website login, with the phone that scans it beside it. */
export function qrPage(account: Account, followers: readonly Follower[], ticket: string): RawAnswer {
	const people = followers.map((follower): Button => [
		'openid',
		follower.openid,
		`${personName(follower)} 扫码并允许`,
		'main',
	]);
	return document(
		'微信登录',
		`<main><h1>微信登录</h1><span class="qr" role="img" aria-label="QR code"></span>
<p>使用微信扫一扫登录 “${escape(nameOf(account))}”</p>
${form('scan', ticket, [...people, ['openid', 'new', '新用户扫码并允许', ''], ['decision', 'reject', '扫码后拒绝', '']])}
</main><script>${FRAGMENT_CHECK}</script>`,
	);
}

/**
 * The snapshot view: a read-only page, with a bar below it that leads to the full service.
 *
 * @param shown answer of the account's server, or a text instead
 */
export function snapshotPage({ appid }: Account, shown: { html: string } | { text: string }): RawAnswer {
	const html = 'html' in shown ? shown.html : `<p>${escape(shown.text)}</p>`;
	return document(
		'快照页',
		`<iframe class="snapshot" title="快照页" sandbox srcdoc="${escape(html)}"></iframe>
<main class="bar"><p>该网页需获取个人信息才可使用完整服务，当前仅可浏览部分内容</p>
<a class="button" href="/connect/sim/full-service?appid=${encodeURIComponent(appid)}">使用完整服务</a></main>`,
	);
}

/** The page closes in WeChat when the user refuses; a browser stays where it is. */
export function closedPage(): RawAnswer {
	return document(
		'已取消',
		'<main><h1>已取消授权</h1><p>WeChat closes the page here; the website is told nothing.</p></main>',
	);
}

/** Shown where the platform shows an error number. */
export function refusalPage({ title, code, hint }: PageRefusal): RawAnswer {
	const number = code === null ? '' : `<p>错误码:${code}</p>`;
	return document(
		title,
		`<main class="error"><h1>${escape(title)}</h1>${number}<small>${escape(hint)}</small></main>`,
	);
}

/** Redirects the browser, with a cookie where there is one. */
export function goTo(location: string, cookie?: string): RawAnswer {
	return new RawAnswer(HTML, '', 302, { ...NO_STORE, location, ...(cookie ? { 'set-cookie': cookie } : {}) });
}

type Button = [name: string, value: string, label: string, style: '' | 'main'];

function form(action: string, ticket: string, buttons: readonly Button[]): string {
	const controls = buttons.map(([name, value, label, style]) => {
		const look = style === '' ? '' : ` class="${style}"`;
		return `<button${look} name="${escape(name)}" value="${escape(value)}">${escape(label)}</button>`;
	});
	return `<form method="post" action="/connect/sim/${action}"><input type="hidden" name="ticket" value="${escape(ticket)}">${controls.join('')}</form>`;
}

function document(title: string, body: string): RawAnswer {
	const html = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(title)}</title><style>${STYLE}</style></head>
<body>${body}<footer>WeChat simulator</footer></body></html>
`;
	return new RawAnswer(HTML, html, 200, NO_STORE);
}

function nameOf(account: Account): string {
	return account.originalId;
}

function personName({ nickname, openid }: Follower): string {
	return nickname || `…${openid.slice(-6)}`;
}

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
