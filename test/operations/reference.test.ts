import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../core/errors/catalogue';
import { OPERATIONS, RESOURCES } from '../../nodes/Wechat/resources';
import type { Operation } from '../../nodes/Wechat/operation';
import { errorsPage } from '../../scripts/reference/errorsPage';
import { markdownTable } from '../../scripts/reference/markdownTable';
import { operationSchemas, SCHEMA_FOLDER } from '../../scripts/reference/operationSchemas';
import { operationsPage } from '../../scripts/reference/operationsPage';
import { referencePages } from '../../scripts/reference/pages';
import { runSample } from './support/executeOperation';
import { nameOf } from './support/registryRules';
import { type FieldSchema, misfits } from './support/schemaMisfits';
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

describe('the schema from which the editor offers the fields of an operation before a run', () => {
	const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
	const present = readdirSync(join(ROOT, SCHEMA_FOLDER), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json'))
		.map((file) => `${SCHEMA_FOLDER}/${file}`);
	const asJson = (value: object) => JSON.parse(JSON.stringify(value)) as unknown;
	const pathOf = ({ resource, option }: Operation) => `${SCHEMA_FOLDER}/${resource}/${option.value}.json`;

	test('is what npm run docs would write, and none is left over', async () => {
		const written = await operationSchemas(OPERATIONS);
		expect([...present].sort()).toEqual(Object.keys(written).sort());
		expect(Object.entries(written).flatMap(([path, text]) => staleFindings(path, read(path), text))).toEqual(
			[],
		);
	});

	test('is there for every operation but those whose output nobody can foresee', () => {
		const without = OPERATIONS.filter((operation) => !present.includes(pathOf(operation)));
		expect(without.map(nameOf)).toEqual(['webAuthorization → respond', 'custom → call']);
	});

	test('fits every item that the operation gives for its sample', async () => {
		const runs = OPERATIONS.filter(
			(operation) => present.includes(pathOf(operation)) && !operation.waitUntil,
		);
		expect(runs.length).toBeGreaterThan(140);
		for (const operation of runs) {
			const schema = JSON.parse(read(pathOf(operation))) as FieldSchema;
			const { items } = await runSample(operation);
			expect(items.flatMap(({ json }) => misfits(schema, asJson(json), nameOf(operation)))).toEqual([]);
		}
	});

	test('names a field that is missing or of another type', () => {
		const schema: FieldSchema = {
			type: 'object',
			properties: { ids: { type: 'array', items: { type: 'number' } } },
		};
		expect(misfits(schema, { ids: [1, 2] }, 'x')).toEqual([]);
		expect(misfits(schema, { ids: ['1'] }, 'x')).toEqual(['x.ids[0] is string, not number']);
		expect(misfits(schema, { id: 1 }, 'x')).toEqual(['x.id is not in the schema']);
	});
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
