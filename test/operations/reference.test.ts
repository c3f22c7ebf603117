import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../core/errors/catalogue';
import { OPERATIONS, RESOURCES } from '../../nodes/Wechat/resources';
import { errorsPage } from '../../scripts/reference/errorsPage';
import { markdownTable } from '../../scripts/reference/markdownTable';
import { operationsPage } from '../../scripts/reference/operationsPage';
import { referencePages } from '../../scripts/reference/pages';
import { nameOf } from './support/registryRules';
import { staleFindings } from './support/staleFindings';

const ROOT = join(__dirname, '../..');

test.each(Object.entries(referencePages()))('%s is what npm run docs would write', (path, text) => {
	expect(staleFindings(path, readFileSync(join(ROOT, path), 'utf8'), text)).toEqual([]);
});

test('a page that is not what npm run docs would write is named with its first line that differs', () => {
	expect(staleFindings('docs/a.md', 'one\ntwo\n', 'one\nzwei\n')).toEqual([
		'docs/a.md: line 2 is out of date: run npm run docs',
	]);
	expect(staleFindings('docs/a.md', 'one\n', 'one\ntwo\n')).toHaveLength(1);
	expect(staleFindings('docs/a.md', 'one\n', 'one\n')).toEqual([]);
});

test('operationsPage gives every operation a row with its official page', () => {
	const page = operationsPage(OPERATIONS, RESOURCES);
	const rows = page.split('\n').filter((line) => line.startsWith('| ['));
	const missing = OPERATIONS.filter(
		({ option, docs }) => !rows.some((row) => row.startsWith(`| [${option.name}](${docs}) |`)),
	);
	expect(missing.map(nameOf)).toEqual([]);
	expect(rows).toHaveLength(OPERATIONS.length);
});

test('operationsPage changes when an operation does', () => {
	const [first, ...rest] = OPERATIONS;
	if (!first) throw new Error('the registry is empty');
	const changed = [
		{ ...first, effect: first.effect === 'read' ? ('write' as const) : ('read' as const) },
		...rest,
	];
	expect(operationsPage(changed, RESOURCES)).not.toBe(operationsPage(OPERATIONS, RESOURCES));
});

test('errorsPage gives every code a row', () => {
	const page = errorsPage(CATALOGUE);
	const missing = CATALOGUE.filter(({ code }) => !page.includes(`<a id="e${code}"></a>${code} |`));
	expect(missing.map(({ code }) => code)).toEqual([]);
});

test('markdownTable keeps a bar and a line break inside their cell', () => {
	expect(markdownTable(['a', 'b'], [['x|y', 'one\ntwo']])).toBe(
		'| a | b |\n| --- | --- |\n| x\\|y | one two |',
	);
});
