import { readdirSync } from 'node:fs';
import path from 'node:path';

const RESOURCES = path.resolve(__dirname, '../../nodes/Wechat/resources');
const files = readdirSync(RESOURCES, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts') && path.dirname(file) !== '.')
	.map((file) => file.split(path.sep).join('/'));

/** The operations that a module defines itself, by their values. */
function operationsIn(file: string): string[] {
	const exported = Object.values(jest.requireActual<Record<string, unknown>>(path.join(RESOURCES, file)));
	return exported.flatMap((value) => {
		const { option } = (value ?? {}) as { option?: { value?: unknown } };
		return typeof option?.value === 'string' ? [option.value] : [];
	});
}

const defining = files
	.map((file) => ({ file, values: operationsIn(file) }))
	.filter(({ values }) => values[0]);

test('every file that defines an operation is named after its value: rename the file, not the value', () => {
	const odd = defining.filter(({ file, values }) => values.join() !== path.basename(file, '.ts'));
	expect(odd).toEqual([]);
});

test('every operation of the registry has such a file in the folder of its resource', () => {
	const { OPERATIONS } = jest.requireActual<typeof import('../../nodes/Wechat/resources')>(RESOURCES);
	const expected = OPERATIONS.map(({ resource, option }) => `${resource}/${option.value}.ts`);
	expect(defining.map(({ file }) => file).sort()).toEqual(expected.sort());
});
