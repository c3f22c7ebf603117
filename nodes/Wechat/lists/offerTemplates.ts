import type { INodeListSearchResult } from 'n8n-workflow';
import { cutText } from '../../../core/template/cutText';

/** What a template list shows of a template. */
export interface OfferedTemplate {
	id: string;
	title: string;
	content?: string | null;
	example?: string | null;
}

const EXAMPLE_LENGTH = 60;

/**
 * Turns templates into the entries of a list in the editor: title, and the filled example in one line.
 *
 * @param filter what the user typed; matches title, content, example and id
 */
export function offerTemplates(
	templates: readonly OfferedTemplate[],
	filter: string | undefined,
): INodeListSearchResult {
	const wanted = (filter ?? '').trim().toLowerCase();
	const results = templates
		.filter(({ id, title, content, example }) =>
			[title, content ?? '', example ?? '', id].join('\n').toLowerCase().includes(wanted),
		)
		.map(({ id, title, example }) => ({
			name: [title, inOneLine(example ?? '')].filter(Boolean).join(' – '),
			value: id,
		}));
	return { results };
}

function inOneLine(example: string): string {
	const line = example.trim().replace(/\s*\n\s*/g, ' · ');
	const cut = cutText(line, EXAMPLE_LENGTH);
	return cut === line ? line : `${cut}…`;
}
