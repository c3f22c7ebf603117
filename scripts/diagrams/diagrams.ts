import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { drawSequence } from './drawSequence';
import { readSequence } from './readSequence';

const ROOT = path.resolve(__dirname, '../..');
const FOLDER = 'docs/diagrams';
const LANGUAGES: Readonly<Record<string, string>> = { en: 'en', zh: 'zh-CN' };

/**
 * Draws every diagram of the pages from the Mermaid source next to it.
 *
 * @returns the SVG documents by path, such as `docs/diagrams/server-url.zh.svg`
 * @throws Error naming an unreadable source
 */
export function drawDiagrams(): Record<string, string> {
	const sources = readdirSync(path.join(ROOT, FOLDER)).filter((file) => file.endsWith('.mmd'));
	return Object.fromEntries(
		sources.sort().map((file) => {
			const [, name = '', code = ''] = /^([\w-]+)\.(en|zh)\.mmd$/.exec(file) ?? [];
			if (name === '') throw new Error(`${FOLDER}/${file}: name it <diagram>.en.mmd or <diagram>.zh.mmd`);
			const sequence = readSequence(readFileSync(path.join(ROOT, FOLDER, file), 'utf8'));
			return [`${FOLDER}/${name}.${code}.svg`, drawSequence(sequence, file, LANGUAGES[code] ?? 'en')];
		}),
	);
}
