import { readFileSync } from 'node:fs';
import path from 'node:path';

const DOCS = path.resolve(__dirname, '../../docs');

/** The folders of the guide, by language. */
export type GuideLanguage = 'guide' | 'zh-CN';

/** One numbered step of a page. */
export class GuideStep {
	/** Everything in bold, in the order of the text: what the editor shows. */
	readonly names: readonly string[];

	constructor(
		private readonly place: string,
		private readonly text: string,
	) {
		this.names = [...text.matchAll(/\*\*(.+?)\*\*/gs)].map(([, name = '']) => name.replace(/\s+/g, ' '));
	}

	/**
	 * The one name of this step that is among those known, so that the order of words may differ between languages.
	 *
	 * @throws when the step names none of them, or several
	 */
	only(known: Iterable<string>): string {
		const list = [...known];
		const [name, ...others] = new Set(this.names.filter((one) => list.includes(one)));
		if (name !== undefined && others.length === 0) return name;
		throw new Error(
			`${this.place} names ${this.names.join(', ')}: not one of ${list.slice(0, 20).join(', ')}`,
		);
	}

	/**
	 * Insists that the step names this.
	 *
	 * @returns the name
	 * @throws when it does not
	 */
	says(name: string): string {
		return this.only([name]);
	}

	/**
	 * The name that begins so.
	 *
	 * @throws when the step has none
	 */
	beginning(words: string): string {
		return this.only(this.names.filter((name) => name.startsWith(words)));
	}

	/** The example that the step has people import: its file. */
	example(): string {
		const file = /\/examples\/([\w-]+\.json)\)/.exec(this.text)?.[1];
		if (!file) throw new Error(`${this.place} links to no example`);
		return path.resolve(DOCS, '../examples', file);
	}

	/** The node that the step names in italics. */
	node(): string {
		const name = /(?<![\w_`])_([^_\n]+)_(?![\w_])/.exec(this.text)?.[1];
		if (!name) throw new Error(`${this.place} names no node`);
		return name;
	}
}

/** A page of the guide, as somebody reads it who follows it. */
export class GuidePage {
	private readonly text: string;

	constructor(
		private readonly language: GuideLanguage,
		private readonly name: string,
	) {
		this.text = readFileSync(path.join(DOCS, language, `${name}.md`), 'utf8');
	}

	/**
	 * A numbered step.
	 *
	 * @throws when the page has no such step
	 */
	step(number: number): GuideStep {
		const place = `${this.language}/${this.name}.md, step ${number},`;
		const text = new RegExp(`^${number}\\. .*(?:\\n {3}.*)*`, 'm').exec(this.text)?.[0];
		if (!text) throw new Error(`${place} is not there`);
		return new GuideStep(place, text);
	}

	/**
	 * The paragraph, list item or table row that names something in bold.
	 *
	 * @throws when the page names it nowhere
	 */
	around(name: string): GuideStep {
		const parts = this.text.split(/\n(?=\n|[-|#]|\d+\. )/);
		const part = parts.find((one) => one.includes(`**${name}**`));
		if (!part) throw new Error(`${this.language}/${this.name}.md does not name ${name}`);
		return new GuideStep(`${this.language}/${this.name}.md at ${name}`, part);
	}

	/**
	 * What stands under a heading.
	 *
	 * @throws when the page has no such heading
	 */
	section(heading: string): string {
		const part = this.text.split(/^(?=#)/m).find((one) => one.split('\n', 1)[0]?.endsWith(`# ${heading}`));
		if (part === undefined) throw new Error(`${this.language}/${this.name}.md has no heading ${heading}`);
		return part;
	}

	/** The rows of the tables whose second column is a field and whose third column is what to choose: the field, and the value. */
	settings(): ReadonlyMap<string, string> {
		const rows = [...this.text.matchAll(/^\|[^|]*\| \*\*(.+?)\*\* +\| \*\*(.+?)\*\*/gm)];
		return new Map(rows.map(([, field = '', value = '']) => [field, value]));
	}
}
