/* global document, localStorage, location, navigator */
import { CHINESE } from './chinese.js';
import { el } from './element.js';

/** @typedef {keyof typeof CHINESE} Words English words of the page that have a Chinese counterpart */
/** @typedef {'en' | 'zh'} Language */

const KEPT_AS = 'language';

/** The language chosen here before, else that of the browser. */
const language = chosenLanguage() ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');

/** The locale of dates. */
export const locale = language === 'zh' ? 'zh-CN' : 'en-US';

document.documentElement.lang = locale;

/** @returns {Language | null} */
function chosenLanguage() {
	const kept = localStorage.getItem(KEPT_AS);
	return kept === 'zh' || kept === 'en' ? kept : null;
}

/**
 * Texts of panels and phones in the language of the page.
 *
 * @param {Words} words with placeholders in braces
 * @param {Record<string, string | number>} [values]
 */
export function say(words, values = {}) {
	const shown = language === 'zh' ? CHINESE[words] : words;
	return shown.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/** The button that changes the language; the page is redrawn from the simulator's state. */
export function createLanguageSwitch() {
	/** @type {[Language, string]} */
	const [other, label] = language === 'zh' ? ['en', 'English'] : ['zh', '中文'];
	const change = () => {
		localStorage.setItem(KEPT_AS, other);
		location.reload();
	};
	return el('button', { type: 'button', lang: other === 'zh' ? 'zh-CN' : 'en', onclick: change }, label);
}
