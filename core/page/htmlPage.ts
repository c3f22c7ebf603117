import { createHash } from 'node:crypto';
import { type HttpAnswer, pageAnswer } from './httpAnswer';

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

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** What differs from page to page. */
interface PageParts {
	/** HTTP status. */
	status: number;
	/** Value of the `lang` attribute; empty when unknown. */
	language: string;
	/** Plain text, escaped here. */
	title: string;
	/** The style sheet. */
	style: string;
	/** The only script that the browser runs. */
	script?: string;
	/** Whether a form may be sent to the page's own origin. */
	hasForm?: boolean;
	/** Lines of HTML; empty ones are left out. */
	body: readonly string[];
}

/**
 * Renders a page for a phone. Its Content-Security-Policy allows its own style sheet and script, and nothing else: no image, no frame, no
 * external resources.
 *
 * @param parts what differs from page to page
 * @returns the answer with its headers
 */
export function htmlPage(parts: PageParts): HttpAnswer {
	const { status, language, title, style, script, hasForm = false, body } = parts;
	const html = [
		'<!doctype html>',
		language === '' ? '<html>' : `<html lang="${escapeHtml(language)}">`,
		'<head>',
		'<meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">',
		`<title>${escapeHtml(title)}</title>`,
		`<style>${style}</style>`,
		'</head>',
		'<body>',
		...body,
		script === undefined ? '' : `<script>${script}</script>`,
		'</body>',
		'</html>',
	];
	const policy = [
		`default-src 'none'`,
		`style-src ${hashOf(style)}`,
		...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
		`base-uri 'none'`,
		`form-action ${hasForm ? `'self'` : `'none'`}`,
		`frame-ancestors 'none'`,
	].join('; ');
	return pageAnswer(status, `${html.filter((line) => line !== '').join('\n')}\n`, policy, language);
}

function hashOf(text: string): string {
	return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Escapes text for use inside and outside of HTML attributes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
