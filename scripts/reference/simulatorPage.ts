import type { CoverageRow } from '../../simulator/areas/Area';
import { markdownTable } from './markdownTable';

/** The simulator's coverage rows of one area. */
export interface AreaCoverage {
	area: string;
	rows: readonly CoverageRow[];
}

const INTRODUCTION = `# What the simulator covers

Generated from the routes in \`simulator/areas/\` by \`npx tsx scripts/generate-simulator-docs.ts\`; do not edit.

This page lists each route of the local platform, the rules it keeps, where and when each rule was learned, and how the route differs
from WeChat. A *covered* route keeps every rule that is listed; a *partial* one leaves out what its last column says. How to use the simulator:
[simulator/README.md](../simulator/README.md).
`;

/**
 * Prints the page about the simulator's fidelity.
 *
 * @param areas in any order; the page sorts them by name
 * @returns Markdown that ends with a line break
 */
export function simulatorPage(areas: readonly AreaCoverage[]): string {
	const sorted = [...areas].sort((a, b) => a.area.localeCompare(b.area, 'en'));
	const count = (status: CoverageRow['status']) =>
		sorted.flatMap(({ rows }) => rows).filter((row) => row.status === status).length;
	const summary = `${count('covered')} routes are covered, ${count('partial')} partially.\n`;
	return [INTRODUCTION, summary, overview(sorted), '', ...sorted.map(section)].join('\n');
}

function overview(areas: readonly AreaCoverage[]): string {
	const rows = areas.map(({ area, rows }) => [
		`[${title(area)}](#${anchor(area)})`,
		String(rows.length),
		String(rows.reduce((sum, { rules }) => sum + rules.length, 0)),
		String(rows.filter(({ status }) => status === 'partial').length),
	]);
	return markdownTable(['Area', 'Routes', 'Rules', 'Partial'], rows);
}

function section({ area, rows }: AreaCoverage): string {
	const lines = rows.map(({ route, status, rules, differs = [] }) => [
		`\`${route}\``,
		status,
		rules.map(({ rule, source, date }) => `${escape(rule)} *(${escape(source)}, ${date})*`).join('<br>'),
		differs.map(escape).join('<br>'),
	]);
	return `## ${title(area)}\n\n${markdownTable(['Route', 'Status', 'Rules', 'Differs from WeChat'], lines)}\n`;
}

function title(area: string): string {
	const words = area.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}

function anchor(area: string): string {
	return title(area).toLowerCase().replaceAll(' ', '-');
}

/** Rules contain `<xml>` and `5 * 3` as text, not as markup. */
function escape(text: string): string {
	return text.replace(/[<>*]/g, (character) => `&#${character.charCodeAt(0)};`);
}
