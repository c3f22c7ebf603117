import { escapeHtml, htmlPage, PAGE_STYLE } from './htmlPage';
import type { HttpAnswer } from './httpAnswer';

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

const MARK: Readonly<Record<PageMood, string>> = {
	good: 'M20 33l8 8 16-18',
	notice: 'M32 18v20M32 45v1',
	bad: 'M23 23l18 18M41 23L23 41',
};

/**
 * Renders a page for a phone: one card, no script, no external resources.
 *
 * @param content texts, which are escaped here
 * @returns the answer with its headers, including a strict Content-Security-Policy
 */
export function renderPage(content: PageContent): HttpAnswer {
	const { status, mood, language, title, message, detail, button, code, reloadSeconds } = content;
	const page = htmlPage({
		status,
		language,
		title,
		style: PAGE_STYLE,
		body: [
			`<main class="${code ? 'code' : mood}">`,
			code ? qrCode(code) : mark(mood),
			`<h1>${escapeHtml(title)}</h1>`,
			message === '' ? '' : `<p>${escapeHtml(message)}</p>`,
			button ? `<a href="${escapeHtml(button.href)}">${escapeHtml(button.label)}</a>` : '',
			detail ? `<small>${escapeHtml(detail)}</small>` : '',
			'</main>',
		],
	});
	if (reloadSeconds === undefined) return page;
	return { ...page, headers: { ...page.headers, refresh: String(reloadSeconds) } };
}

function mark(mood: PageMood): string {
	return `<svg viewBox="0 0 64 64" fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="32" cy="32" r="28" stroke-width="3"/><path d="${MARK[mood]}"/></svg>`;
}

function qrCode({ path, size }: { path: string; size: number }): string {
	return `<svg viewBox="0 0 ${size} ${size}" fill="currentColor" shape-rendering="crispEdges" role="img" aria-label="QR code"><path d="${path}"/></svg>`;
}
