import { InvalidInputError } from '../errors/WechatErrors';
import type { Markup } from './libraries';

/** The front matter of a Markdown file; fields of the node take precedence. */
export interface FrontMatter {
	title?: string;
	author?: string;
	digest?: string;
	/** URL, media_id or `binary:field`. */
	cover?: string;
	sourceUrl?: string;
}

/** Names that authors use for each property; the first one found counts. */
const NAMES: Readonly<Record<keyof FrontMatter, readonly string[]>> = {
	title: ['title'],
	author: ['author'],
	digest: ['digest', 'description', 'summary', 'excerpt'],
	cover: ['cover', 'image', 'thumbnail'],
	sourceUrl: ['source_url', 'content_source_url', 'sourceUrl', 'source', 'url'],
};
const MAX_CHARACTERS = 10_000;
const HEAD = /^---[ \t]*\n(?:[ \t]*\n)*/;

/**
 * Whether a Markdown file begins with front matter. A dashed line followed by an empty line or ordinary text is only a thematic break.
 *
 * @param source of the file, without leading empty lines
 */
export function beginsWithFrontMatter(source: string): boolean {
	const [head] = HEAD.exec(source) ?? [];
	if (head === undefined) return false;
	return /^---[ \t]*\n$/.test(head) || /^[\w-]+[ \t]*:/.test(source.slice(head.length));
}

/**
 * Reads the front matter of a Markdown file.
 *
 * @param markup the libraries
 * @param field name of the field in the editor
 * @param yaml text between the two dashed lines
 * @throws InvalidInputError when it is not YAML
 */
export function readFrontMatter(markup: Markup, field: string, yaml: string): FrontMatter {
	const problem = (rule: string) =>
		new InvalidInputError(
			field,
			rule,
			'Write one "name: value" per line between the two lines of dashes; put a value with a colon in quotes.',
		);
	if (yaml.length > MAX_CHARACTERS) {
		throw problem(`has front matter of ${yaml.length} characters, the limit is ${MAX_CHARACTERS}`);
	}
	let values: unknown;
	try {
		values = markup.parseYaml(yaml, { maxAliasCount: 0, logLevel: 'error' });
	} catch (error) {
		const [reason = ''] = error instanceof Error ? error.message.split('\n') : [];
		throw problem(`has front matter that is not YAML: ${reason.replace(/:?$/, '')}`);
	}
	if (values === null || values === undefined) return {};
	if (typeof values !== 'object' || Array.isArray(values)) throw problem('has front matter without names');
	return Object.fromEntries(
		Object.entries(NAMES).flatMap(([name, keys]) => {
			const value = keys
				.map((key) => meant(key, plain((values as Record<string, unknown>)[key])))
				.find(Boolean);
			return value === undefined ? [] : [[name, value]];
		}),
	);
}

/** Ignores a `url` that is only a path on the author's site, and a `source` that is only the name of a newspaper. */
function meant(key: string, value: string | undefined): string | undefined {
	const isAmbiguous = key === 'source' || key === 'url';
	return isAmbiguous && !/^https?:\/\//i.test(value ?? '') ? undefined : value;
}

/** Accepts a text, a number, a day, or the first entry of a list of authors. */
function plain(value: unknown): string | undefined {
	if (Array.isArray(value)) return plain(value[0]);
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
}
