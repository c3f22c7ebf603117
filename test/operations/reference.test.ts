import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../core/errors/catalogue';
import { OPERATIONS, RESOURCES } from '../../nodes/Wechat/resources';
import { errorsPage } from '../../scripts/reference/errorsPage';
import { markdownTable } from '../../scripts/reference/markdownTable';
import { operationsPage } from '../../scripts/reference/operationsPage';
import { referencePages } from '../../scripts/reference/pages';

const ROOT = join(__dirname, '../..');

test.each(Object.entries(referencePages()))('%s is what npm run docs would write', (path, text) => {
	expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text);
});

test('operationsPage gives every operation a row with its official page', () => {
	const page = operationsPage(OPERATIONS, RESOURCES);
	for (const { option, docs } of OPERATIONS) expect(page).toContain(`| [${option.name}](${docs}) |`);
	expect(page.split('\n').filter((line) => line.startsWith('| ['))).toHaveLength(OPERATIONS.length);
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
	for (const { code } of CATALOGUE) expect(page).toContain(`<a id="e${code}"></a>${code} |`);
});

test('markdownTable keeps a bar and a line break inside their cell', () => {
	expect(markdownTable(['a', 'b'], [['x|y', 'one\ntwo']])).toBe(
		'| a | b |\n| --- | --- |\n| x\\|y | one two |',
	);
});
