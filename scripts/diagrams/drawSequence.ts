import type { Participant, Sequence, Step } from './readSequence';
import { widthOf, wrapText } from './wrapText';

/** As wide as the screen of a small phone, so that nothing is scaled down there. */
const WIDTH = 390;
const EDGE = 8;
const SIZE = 14;
const LINE = 18;
const GAP = 14;
const FONT =
	"-apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans', sans-serif";
const INK = '#1f2328';
const GREEN = '#07893f';
const GRAY = '#8c959f';
const PAPER = '#ffffff';

/** SVG code, and the vertical position where it ends. */
interface Drawn {
	svg: string;
	bottom: number;
}

/**
 * Draws a sequence diagram that can be read on a phone without zooming: columns across 390 pixels, each text on its own lines above its
 * arrow.
 *
 * @param sequence from {@link readSequence}
 * @param origin source file, for the first line
 * @param language of the texts, as in HTML
 * @returns an SVG document; the same sequence gives the same bytes
 */
export function drawSequence(sequence: Sequence, origin: string, language: string): string {
	const { title, description, participants, steps } = sequence;
	const columns = new Map(
		participants.map(({ id }, index) => [id, columnCenter(index, participants.length)]),
	);
	const heads = drawHeads(participants, columns);
	let bottom = heads.bottom + GAP;
	let number = 0;
	const drawn = steps.map((step) => {
		if (step.kind === 'message') number += 1;
		const one =
			step.kind === 'message' ? drawMessage(step, columns, bottom, number) : drawNote(step, columns, bottom);
		bottom = one.bottom + GAP;
		return one.svg;
	});
	const lines = [...columns.values()].map(
		(x) =>
			`<line x1="${x}" y1="${heads.bottom}" x2="${x}" y2="${bottom}" stroke="${GRAY}" stroke-dasharray="3 4"/>`,
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${bottom + EDGE}" viewBox="0 0 ${WIDTH} ${bottom + EDGE}" role="img" aria-labelledby="title desc" xml:lang="${language}" font-family="${FONT}" font-size="${SIZE}" fill="${INK}">`,
		`<!-- Drawn from ${origin} by npm run docs:diagrams; do not edit. -->`,
		`<title id="title">${escaped(title)}</title>`,
		`<desc id="desc">${escaped(description)}</desc>`,
		`<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="${GREEN}"/></marker></defs>`,
		`<rect width="${WIDTH}" height="${bottom + EDGE}" rx="8" fill="${PAPER}"/>`,
		...lines,
		heads.svg,
		...drawn,
		'</svg>',
		'',
	].join('\n');
}

function columnCenter(index: number, count: number): number {
	return Math.round(EDGE + ((WIDTH - 2 * EDGE) * (index + 0.5)) / count);
}

function drawHeads(participants: readonly Participant[], columns: ReadonlyMap<string, number>): Drawn {
	const width = (WIDTH - 2 * EDGE) / participants.length - 6;
	const names = participants.map(({ id, name }) => ({ id, lines: wrapText(name, width - 8, SIZE) }));
	const height = Math.max(...names.map(({ lines }) => lines.length)) * LINE + 12;
	const svg = names.map(({ id, lines }) => {
		const x = columns.get(id) ?? 0;
		const top = EDGE + (height - lines.length * LINE) / 2;
		return [
			`<rect x="${x - width / 2}" y="${EDGE}" width="${width}" height="${height}" rx="6" fill="#e6f6ec" stroke="${GREEN}"/>`,
			drawLines(lines, x, top, ' font-weight="600"'),
		].join('\n');
	});
	return { svg: svg.join('\n'), bottom: EDGE + height };
}

function drawMessage(
	step: Extract<Step, { kind: 'message' }>,
	columns: ReadonlyMap<string, number>,
	top: number,
	number: number,
): Drawn {
	const from = columns.get(step.from) ?? 0;
	const to = columns.get(step.to) ?? 0;
	const lines = wrapText(`${number}. ${step.text}`, WIDTH - 8 * EDGE, SIZE);
	const width = Math.max(...lines.map((line) => widthOf(line, SIZE))) + 8;
	const center = clamp((from + to) / 2, EDGE + width / 2, WIDTH - EDGE - width / 2);
	const y = top + lines.length * LINE + 8;
	const inset = from < to ? -3 : 3;
	return {
		svg: [
			`<rect x="${round(center - width / 2)}" y="${top}" width="${round(width)}" height="${lines.length * LINE + 2}" fill="${PAPER}"/>`,
			drawLines(lines, round(center), top),
			`<line x1="${from}" y1="${y}" x2="${to + inset}" y2="${y}" stroke="${GREEN}" stroke-width="2"${step.answer ? ' stroke-dasharray="6 4"' : ''} marker-end="url(#tip)"/>`,
		].join('\n'),
		bottom: y,
	};
}

function drawNote(
	step: Extract<Step, { kind: 'note' }>,
	columns: ReadonlyMap<string, number>,
	top: number,
): Drawn {
	const ends = step.over.map((id) => columns.get(id) ?? 0);
	const room = Math.max(Math.max(...ends) - Math.min(...ends) + 70, 320);
	const lines = wrapText(step.text, Math.min(room, WIDTH - 2 * EDGE) - 16, SIZE);
	const width = Math.max(...lines.map((line) => widthOf(line, SIZE))) + 16;
	const middle = ends.reduce((sum, x) => sum + x, 0) / ends.length;
	const center = clamp(middle, EDGE + width / 2, WIDTH - EDGE - width / 2);
	const height = lines.length * LINE + 10;
	return {
		svg: [
			`<rect x="${round(center - width / 2)}" y="${top}" width="${round(width)}" height="${height}" rx="4" fill="#fff8dc" stroke="#d9c77a"/>`,
			drawLines(lines, round(center), top + 4),
		].join('\n'),
		bottom: top + height,
	};
}

/** Lines of text, centered on x, the first one from top on. */
function drawLines(lines: readonly string[], x: number, top: number, style = ''): string {
	const spans = lines.map(
		(line, index) => `<tspan x="${x}" y="${top + index * LINE + SIZE}">${escaped(line)}</tspan>`,
	);
	return `<text text-anchor="middle"${style}>${spans.join('')}</text>`;
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

const round = (value: number): number => Math.round(value * 10) / 10;

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
