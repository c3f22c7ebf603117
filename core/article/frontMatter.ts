import { InvalidInputError } from '../errors/WechatErrors';
import type { Markup } from './libraries';

/** What the head of a Markdown file says of the article; fields of the node go before it. */
export interface FrontMatter {
	title?: string;
	author?: string;
	digest?: string;
	/** Address, media_id or `binary:field`. */
	cover?: string;
	sourceUrl?: string;
}

/** Names that writers use, by what they mean here; the first that is there counts. */
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
 * Whether a Markdown file begins with front matter. A line above an empty line and a text is nothing but a line.
 *
 * @param source of the file, without empty lines before it
 */
export function beginsWithFrontMatter(source: string): boolean {
	const [head] = HEAD.exec(source) ?? [];
	if (head === undefined) return false;
	return /^---[ \t]*\n$/.test(head) || /^[\w-]+[ \t]*:/.test(source.slice(head.length));
}

/**
 * Reads the head of a Markdown file.
 *
 * @param markup the libraries
 * @param field name of the field in the editor
 * @param yaml what stands between the two lines of dashes
 * @throws InvalidInputError when it is not YAML
 */
export function readFrontMatter(markup: Markup, field: string, yaml: string): FrontMatter {
	const problem = (rule: string) =>
		new InvalidInputError(
			field,
			rule,
			'Write one "name: value" a line between the two lines of dashes; put a value with a colon in quotes.',
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
			const value = keys.map((key) => plain((values as Record<string, unknown>)[key])).find(Boolean);
			return value === undefined ? [] : [[name, value]];
		}),
	);
}

/** A text, a number, a day, or the first of a list of authors. */
function plain(value: unknown): string | undefined {
	if (Array.isArray(value)) return plain(value[0]);
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
}
