import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { drawDiagrams } from '../../scripts/diagrams/diagrams';
import { drawSequence } from '../../scripts/diagrams/drawSequence';
import { readSequence } from '../../scripts/diagrams/readSequence';
import { widthOf, wrapText } from '../../scripts/diagrams/wrapText';

const ROOT = path.resolve(__dirname, '../..');
const drawn = drawDiagrams();
const SMALL = `sequenceDiagram
  accTitle: Title <1>
  participant A as Anna
  participant B as Bert
  A->>B: asks
  Note over A: thinks
  B-->>A: answers`;

it.each(Object.entries(drawn))('%s is what npm run docs:diagrams would draw', (file, svg) => {
	expect(readFileSync(path.join(ROOT, file), 'utf8')).toBe(svg);
});

it('every diagram is there in English and in Chinese, and nothing else is in its folder', () => {
	const files = readdirSync(path.join(ROOT, 'docs/diagrams'));
	const names = new Set(files.map((file) => file.split('.')[0] ?? ''));
	const wanted = [...names].flatMap((name) =>
		['en', 'zh'].flatMap((code) => [`${name}.${code}.mmd`, `${name}.${code}.svg`]),
	);
	expect(files.sort()).toEqual(wanted.sort());
});

it('both languages of a diagram have the same arrows', () => {
	const arrows = (file: string) =>
		readSequence(readFileSync(path.join(ROOT, 'docs/diagrams', file), 'utf8')).steps.map((step) =>
			step.kind === 'message' ? `${step.from} ${step.to} ${step.answer}` : step.over.join(),
		);
	const sources = readdirSync(path.join(ROOT, 'docs/diagrams')).filter((file) => file.endsWith('.en.mmd'));
	expect(sources.length).toBeGreaterThan(2);
	for (const file of sources) expect(arrows(file)).toEqual(arrows(file.replace('.en.', '.zh.')));
});

it('nothing of a diagram leaves the 390 pixels of a phone', () => {
	for (const svg of Object.values(drawn)) {
		const boxes = [...svg.matchAll(/<rect x="([\d.-]+)" y="[\d.]+" width="([\d.]+)"/g)];
		expect(boxes.length).toBeGreaterThan(4);
		const outside = boxes.filter(([, x, width]) => Number(x) < 0 || Number(x) + Number(width) > 390);
		expect(outside.map(([box]) => box)).toEqual([]);
	}
});

it('drawSequence draws an arrow for each message, dashed for an answer, and escapes texts', () => {
	const svg = drawSequence(readSequence(SMALL), 'small.mmd', 'en');
	expect(svg.match(/marker-end/g)).toHaveLength(2);
	expect(svg.match(/stroke-width="2" stroke-dasharray/g)).toHaveLength(1);
	expect(svg).toContain('<title id="title">Title &lt;1&gt;</title>');
	expect(svg).toContain('Drawn from small.mmd');
});

it.each([
	['loop every minute', '"loop every minute" is not in the part of Mermaid'],
	['A->>C: asks', 'no participant C'],
	['Note over C: thinks', 'no participant C'],
])('readSequence refuses %j', (line, reason) => {
	expect(() => readSequence(`${SMALL}\n${line}`)).toThrow(reason);
});

it('wrapText breaks between words and between Chinese characters, and begins no line with a comma', () => {
	expect(wrapText('one two three', 60, 14)).toEqual(['one two', 'three']);
	expect(wrapText('微信公众号，服务号', 70, 14)).toEqual(['微信公众号，', '服务号']);
	expect(wrapText('abcdefghijklmnop', 60, 14).every((line) => widthOf(line, 14) <= 60)).toBe(true);
});
