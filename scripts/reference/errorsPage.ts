import type { CatalogueRow, RetryClass } from '../../core/errors/catalogue';
import { markdownTable } from './markdownTable';

const REPEATS: Readonly<Record<RetryClass, string>> = {
	no: 'no',
	'refresh-token-once': 'once, with a new token',
	backoff: 'reads and de-duplicated sends, after some 1, 2, 4 s',
	'after-60s': 'after a minute',
	'after-1h': 'after an hour',
	'after-24h': 'after 24 hours',
	'next-day': 'from 00:00 in Beijing',
	later: 'when an administrator or the platform has acted',
};

const SURE: Readonly<Record<string, string>> = {
	'official-table': '',
	'official-page': '',
	community: ' (seen by developers)',
	unconfirmed: ' (unconfirmed)',
};

/**
 * Writes the reference of WeChat's return codes.
 *
 * @param catalogue all rows
 * @returns Markdown with one table per area of the API, areas by name
 */
export function errorsPage(catalogue: readonly CatalogueRow[]): string {
	const areas = [...new Set(catalogue.map(({ area }) => area))].sort((a, b) => a.localeCompare(b));
	const sections = areas.map((area) => {
		const rows = catalogue.filter((row) => row.area === area).map(errorRow);
		return `## ${area}\n\n${markdownTable(['Code', 'Text of WeChat', 'Meaning', 'What to do', 'Worth repeating'], rows)}\n`;
	});
	return `# Return codes of WeChat

Generated from \`core/errors/catalogue.json\` by \`npm run docs\`; do not edit. ${catalogue.length} codes by area of the API.

WeChat reports failures inside HTTP 200, as \`errcode\` and \`errmsg\`. The nodes turn every code other than 0 into an error: its
headline is the meaning on this page with the code in brackets (and, for frequent codes, the Chinese words); its description is the remedy, or advice that depends on the operation.
WeChat's own text, the path and the request id (rid) are under "Error details" and in \`details\` on the error output. "Worth
repeating" says whether repeating the call can help; the nodes themselves renew a refused token once and repeat reads, and repeat a write
only if WeChat drops a second copy.

Official list: <https://developers.weixin.qq.com/doc/service/guide/dev/error_code.html>

${sections.join('\n')}`;
}

function errorRow({ code, errmsg, meaning, chinese, remedy, retry, confidence }: CatalogueRow): string[] {
	return [
		`<a id="e${code}"></a>${code}`,
		errmsg === '' ? '' : `\`${errmsg}\``,
		`${meaning}${chinese === undefined ? '' : ` · ${chinese}`}${SURE[confidence] ?? ''}`,
		remedy,
		REPEATS[retry],
	];
}
