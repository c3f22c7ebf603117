import { createHash } from 'node:crypto';
import { type HttpAnswer, pageAnswer } from './httpAnswer';

/** The color and mark of a page. */
export type PageMood = 'good' | 'notice' | 'bad';

/** The content of a page. All texts are plain and get escaped here. */
export interface PageContent {
	status: number;
	mood: PageMood;
	/** Value of the `lang` attribute; empty when the text is the owner's, whose language is unknown. */
	language: string;
	title: string;
	/** Line breaks are kept. */
	message: string;
	/** Small print for troubleshooting, e.g. `WeChat 40125`. */
	detail?: string;
	/** `href` is a complete http(s) URL, or empty for the page's own. */
	button?: { label: string; href: string };
	/** Path data of a QR code and its size in modules; drawn instead of the mark. */
	code?: { path: string; size: number };
	/** Seconds after which the browser reloads the page. */
	reloadSeconds?: number;
}

/** The style sheet of every page shown to visitors. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--bg:#f4f5f6;--card:#fff;--text:#1b1d1f;--soft:#62676c;--good:#07a35a;--notice:#b26a00;--bad:#c2382b}
@media (prefers-color-scheme:dark){:root{--bg:#141516;--card:#1f2123;--text:#eceeef;--soft:#9aa0a6;--good:#35c784;--notice:#e0a33e;--bad:#f0786c}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;padding:24px 16px;background:var(--bg);color:var(--text);font:16px/1.6 -apple-system,BlinkMacSystemFont,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:420px;padding:40px 24px 32px;border-radius:16px;background:var(--card);text-align:center;overflow-wrap:anywhere}
svg{width:64px;height:64px;margin-bottom:16px}
.code svg{width:min(232px,100%);height:auto;border-radius:12px;background:#fff;color:#000}
h1{margin:0 0 8px;font-size:22px;line-height:1.35;font-weight:600}
p{margin:0;color:var(--soft);white-space:pre-line}
a{display:block;margin-top:28px;padding:12px 16px;border-radius:10px;background:var(--good);color:#fff;font-weight:600;text-decoration:none}
small{display:block;margin-top:24px;color:var(--soft);font-size:12px}
.good svg{color:var(--good)}.notice svg{color:var(--notice)}.bad svg{color:var(--bad)}
`.trim();

/** Allows only this style sheet: no script, no image, no frame, no form. */
const POLICY = [
	`default-src 'none'`,
	`style-src 'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`,
	`base-uri 'none'`,
	`form-action 'none'`,
	`frame-ancestors 'none'`,
].join('; ');

const MARK: Readonly<Record<PageMood, string>> = {
	good: 'M20 33l8 8 16-18',
	notice: 'M32 18v20M32 45v1',
	bad: 'M23 23l18 18M41 23L23 41',
};

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/**
 * Renders a page for a phone: one card, no script, no external resources.
 *
 * @param content texts, which are escaped here
 * @returns the answer with its headers, including a strict Content-Security-Policy
 */
export function renderPage(content: PageContent): HttpAnswer {
	const { status, mood, language, title, message, detail, button, code, reloadSeconds } = content;
	const html = [
		'<!doctype html>',
		language === '' ? '<html>' : `<html lang="${escapeHtml(language)}">`,
		'<head>',
		'<meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">',
		`<title>${escapeHtml(title)}</title>`,
		`<style>${PAGE_STYLE}</style>`,
		'</head>',
		'<body>',
		`<main class="${code ? 'code' : mood}">`,
		code ? qrCode(code) : mark(mood),
		`<h1>${escapeHtml(title)}</h1>`,
		message === '' ? '' : `<p>${escapeHtml(message)}</p>`,
		button ? `<a href="${escapeHtml(button.href)}">${escapeHtml(button.label)}</a>` : '',
		detail ? `<small>${escapeHtml(detail)}</small>` : '',
		'</main>',
		'</body>',
		'</html>',
	];
	const page = pageAnswer(status, `${html.filter((line) => line !== '').join('\n')}\n`, POLICY, language);
	if (reloadSeconds === undefined) return page;
	return { ...page, headers: { ...page.headers, refresh: String(reloadSeconds) } };
}

function mark(mood: PageMood): string {
	return `<svg viewBox="0 0 64 64" fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="32" cy="32" r="28" stroke-width="3"/><path d="${MARK[mood]}"/></svg>`;
}

function qrCode({ path, size }: { path: string; size: number }): string {
	return `<svg viewBox="0 0 ${size} ${size}" fill="currentColor" shape-rendering="crispEdges" role="img" aria-label="QR code"><path d="${path}"/></svg>`;
}

/** Escapes text for use inside and outside of HTML attributes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
