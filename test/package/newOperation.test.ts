import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RESOURCES } from '../../nodes/Wechat/resources';
import { RefusedName } from '../../scripts/scaffold/operationNames';
import { addOperation, type Registries, removeOperation } from '../../scripts/scaffold/scaffold';
import { areas } from '../../simulator/areas/registry';
import { PERMITS } from '../../simulator/areas/permits';

const ROOT = path.resolve(__dirname, '../..');
const registries: Registries = { resources: RESOURCES, areas, permits: PERMITS };

/** What the scaffold reads and writes for a tag and for a new resource. */
const FILES = [
	'nodes/Wechat/resources/index.ts',
	'nodes/Wechat/resources/tag',
	'nodes/Wechat/resources/account',
	'simulator/areas/registry.ts',
	'simulator/areas/tags',
];

let copy: string;
beforeEach(() => {
	copy = mkdtempSync(path.join(tmpdir(), 'wechat-mp-scaffold-'));
	for (const file of FILES) cpSync(path.join(ROOT, file), path.join(copy, file), { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

const read = (file: string) => readFileSync(path.join(copy, file), 'utf8');
const add = async (resource: string, operation: string) =>
	await addOperation(copy, [resource, operation], registries, '2026-11');

test('an operation of a resource that exists: file, list and the route beside the others of the resource', async () => {
	expect(await add('tag', 'exampleCall')).toEqual({
		written: [
			'nodes/Wechat/resources/tag/exampleCall.ts',
			'nodes/Wechat/resources/tag/index.ts',
			'simulator/areas/tags/area.ts',
		],
		removed: [],
	});
	expect(read('nodes/Wechat/resources/tag/index.ts')).toMatch(
		/import \{ exampleCall \} from '.\/exampleCall';[\s\S]*operations: \[[^\]]*exampleCall,?\s*\]/,
	);
	// Its neighbors are for certified accounts, and so is the route among them.
	expect(read('nodes/Wechat/resources/tag/exampleCall.ts')).toContain("account: 'certified',");
	expect(read('simulator/areas/tags/area.ts')).toContain("path: '/cgi-bin/TODO/tag/exampleCall'");
});

test('an operation of a new resource: the resource, its area, and both in their registries', async () => {
	expect((await add('lottery', 'getMany')).written).toEqual([
		'nodes/Wechat/resources/index.ts',
		'nodes/Wechat/resources/lottery/getMany.ts',
		'nodes/Wechat/resources/lottery/index.ts',
		'simulator/areas/lottery/area.ts',
		'simulator/areas/registry.ts',
	]);
	expect(read('nodes/Wechat/resources/index.ts')).toMatch(/jssdk,\s+lottery,\s+massMessage,/);
	expect(read('simulator/areas/registry.ts')).toMatch(/subjects = \{[^}]*\blottery,/);
	expect(read('nodes/Wechat/resources/lottery/getMany.ts')).toContain('export const getManyLottery');
});

test('a verb that is a word of the language: the export says what of', async () => {
	await add('lottery', 'delete');
	expect(read('nodes/Wechat/resources/lottery/delete.ts')).toContain('export const deleteLottery = ');
});

test('removing an operation: index and area are as if it had never been there', async () => {
	const files = ['nodes/Wechat/resources/tag/index.ts', 'simulator/areas/tags/area.ts'];
	const words = () => files.map((file) => read(file).replace(/,?\s+/g, ''));
	const before = words();
	await add('tag', 'exampleCall');
	const [tag] = RESOURCES.filter(({ value }) => value === 'tag');
	if (!tag) throw new Error('there is no resource tag');
	const route = { method: 'POST', path: '/cgi-bin/TODO/tag/exampleCall' };
	const fresh = { option: { name: 'Example Call', value: 'exampleCall' }, sample: { request: route } };
	const changes = await removeOperation(copy, ['tag', 'exampleCall'], {
		...registries,
		resources: [{ ...tag, operations: [...tag.operations, fresh] }],
		areas: { ...areas, tags: { routes: [...areas.tags.routes, route] } },
	});
	expect(changes).toEqual({ written: files, removed: ['nodes/Wechat/resources/tag/exampleCall.ts'] });
	expect(words()).toEqual(before);
	await expect(removeOperation(copy, ['tag', 'nothing'], registries)).rejects.toThrow(
		'There is no operation tag nothing.',
	);
});

test.each([
	['Account', 'get', 'The resource cannot be called "Account": write it in camelCase'],
	['account', 'get-many', 'The operation cannot be called "get-many": write it in camelCase'],
	['account', '../x', 'The operation cannot be called "../x": write it in camelCase'],
	['account', 'index', 'The operation cannot be called "index": the name is reserved.'],
	['account', 'constructor', 'The operation cannot be called "constructor": the name is reserved.'],
	['custom', 'get', 'The resource cannot be called "custom": the name is reserved.'],
	['delete', 'get', 'The resource cannot be called "delete": it is a word of the language.'],
	['qrcode', 'get', 'There is a resource "qrCode" already: use that, or another name.'],
	['tag', 'create', 'tag has an operation "create" ("Create") already: choose another name.'],
	['tag', 'changeTag', 'nodes/Wechat/resources/tag/changeTag.ts exists already'],
])('%s %s is refused before anything is written: %s', async (resource, operation, message) => {
	const refusal: unknown = await add(resource, operation).catch((error: unknown) => error);
	expect(refusal).toBeInstanceOf(RefusedName);
	expect((refusal as Error).message).toContain(message);
});
