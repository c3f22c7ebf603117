import type { INodeProperties } from 'n8n-workflow';
import { IndeterminateResultError } from '../../core/errors/WechatErrors';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { OPERATIONS, RESOURCES } from '../../nodes/Wechat/resources';
import type { Operation } from '../../nodes/Wechat/operation';
import { executeOperation, runSample } from './support/executeOperation';
import { findOperations } from './support/findOperations';
import {
	descriptionFindings,
	dropdownFindings,
	effectFindings,
	fieldTypeFindings,
	nameOf,
	registrationFindings,
	requiredFindings,
	sampleFindings,
	uniquenessFindings,
} from './support/registryRules';
import { callerOver, stubItem } from './support/stubItem';

const [someOperation] = OPERATIONS as readonly [Operation, ...Operation[]];
const read = OPERATIONS.find(({ effect }) => effect === 'read') as Operation;
const byName = (name: string) => OPERATIONS.find((operation) => nameOf(operation) === name) as Operation;
const properties = () => new Wechat().description.properties;

describe('every operation', () => {
	test('is defined in a file of its own, which is registered, and the reverse', async () => {
		expect(registrationFindings(await findOperations(), OPERATIONS)).toEqual([]);
	});

	test('can be told apart by resource and value, and by method and path or a declared variant', () => {
		expect(uniquenessFindings(OPERATIONS, RESOURCES)).toEqual([]);
	});

	test('has an action, a description and its official page', () => {
		expect(descriptionFindings(OPERATIONS)).toEqual([]);
	});

	test('stands in sorted lists that take no expressions, with a description on every field', () => {
		expect(dropdownFindings(properties())).toEqual([]);
	});

	test('turns the parameters of its sample into the request of its sample', async () => {
		expect(await sampleFindings(OPERATIONS)).toEqual([]);
	});

	test('means the same type by the same field name', () => {
		expect(fieldTypeFindings(OPERATIONS)).toEqual([]);
	});

	test('marks every text as required that it refuses to be without', async () => {
		expect(await requiredFindings(OPERATIONS)).toEqual([
			// Only a reply that is too late needs it.
			'passiveReply → video: Thumbnail Media ID may not be empty and is not required',
			// The keywords of some titles are fixed.
			'subscription → addTemplate: Keyword IDs may not be empty and is not required',
			// n8n would demand it for every item once an expression decides what a tap opens.
			'template → send: Mini Program AppID may not be empty and is not required',
		]);
	});

	test('repeats to whom it sent, and which template, in its output', async () => {
		const sends = OPERATIONS.filter(({ fields }) => fields.some(({ name }) => name === 'touser'));
		expect(sends.length).toBeGreaterThan(12);
		for (const operation of sends) {
			const { items, requests } = await runSample(operation);
			const { touser, template_id } = requests[0]?.body ?? {};
			expect(items[0]?.json).toMatchObject({ touser, ...(template_id ? { template_id } : {}) });
		}
	});

	test('writes only when it declares a write', async () => {
		expect(await effectFindings(OPERATIONS)).toEqual([]);
	});
});

describe('a broken operation is found by the rule that', () => {
	const altered = (change: Partial<Operation>): Operation => ({ ...someOperation, ...change });

	test('compares files with the registry', () => {
		const unlisted = altered({ option: { ...someOperation.option } });
		const stray = { folder: 'elsewhere', file: 'elsewhere/stray.ts', operation: unlisted };
		const misplaced = { folder: 'elsewhere', file: 'elsewhere/moved.ts', operation: someOperation };
		expect(registrationFindings([stray], OPERATIONS)).toEqual(
			expect.arrayContaining([
				'elsewhere/stray.ts is not registered: add it to operations in resources/elsewhere/index.ts',
				`${nameOf(someOperation)} is registered but in no file`,
			]),
		);
		const { resource } = someOperation;
		expect(registrationFindings([misplaced], OPERATIONS)).toContain(
			`elsewhere/moved.ts defines an operation of ${resource}: move it to resources/${resource}/`,
		);
	});

	test('looks for doubles', () => {
		const other = altered({ resource: 'nowhere', option: { ...someOperation.option, value: 'other' } });
		expect(uniquenessFindings([someOperation, someOperation, other], RESOURCES)).toHaveLength(4);
	});

	test('wants texts and a page', () => {
		const silent = altered({
			option: { name: 'X', value: 'x', action: ' ', description: '' },
			docs: 'http://example.com/',
		});
		expect(descriptionFindings([silent])).toHaveLength(3);
	});

	test('wants sorted lists without expressions, and descriptions', () => {
		const broken = properties().map((property) => ({
			...property,
			noDataExpression: false,
			description: '',
			options: property.name === 'resource' ? [...(property.options ?? [])].reverse() : property.options,
		}));
		const findings = dropdownFindings(broken);
		expect(findings).toContain('Resource of the node takes expressions');
		expect(findings).toContain('Resource of the node is not sorted by name');
		expect(findings).toContain('OpenID of user has no description');
	});

	test('compares the sample with what it gives', async () => {
		const { sample } = someOperation;
		const request = { method: 'GET' as const, ...sample.request, path: '/cgi-bin/elsewhere' };
		const wrong = altered({ sample: { ...sample, request, params: { ...sample.params, stray: 1 } } });
		expect(await sampleFindings([wrong])).toEqual([
			expect.stringContaining('stray, which is no field'),
			expect.stringContaining('the sample gives {'),
		]);
	});

	test('compares the types of fields', () => {
		const field = { displayName: 'OpenID', name: 'openid', type: 'number' as const, default: 0 };
		expect(fieldTypeFindings([byName('user → get'), altered({ fields: [field] })])).toHaveLength(1);
	});

	test('empties texts', async () => {
		const bare = (field: INodeProperties): INodeProperties => ({ ...field, required: undefined });
		const sendText = byName('customerService → sendText');
		expect(await requiredFindings([{ ...sendText, fields: sendText.fields.map(bare) }])).toEqual([
			'customerService → sendText: To OpenID may not be empty and is not required',
			'customerService → sendText: Text may not be empty and is not required',
		]);
	});

	test('compares what is called with what is declared', async () => {
		const write = byName('tag → tagUsers');
		expect(await effectFindings([{ ...write, effect: 'read' }])).toEqual([
			'tag → tagUsers declares a read and writes to /cgi-bin/tags/members/batchtagging',
		]);
	});
});

/** Carries an operation out over a network that loses every answer, and counts what was sent. */
async function countSends(operation: Operation): Promise<{ sends: number; error: unknown }> {
	let sends = 0;
	const call = callerOver(async ({ path }) => {
		sends += 1;
		throw new IndeterminateResultError('maybe-sent', 'the connection was closed before an answer came', path);
	});
	const error: unknown = await executeOperation(operation, stubItem(call, operation.sample)).then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	return { sends, error };
}

describe('when the connection is lost after the request was sent', () => {
	const throughApi = OPERATIONS.filter(({ sample }) => sample.request && sample.request.auth !== 'none');
	const writes = throughApi.filter(({ effect, deduplicated }) => effect === 'write' && !deduplicated);
	const repeatable = throughApi.filter((operation) => !writes.includes(operation));

	test.each(writes.map((operation) => [nameOf(operation), operation] as const))(
		'%s is not repeated',
		async (_name, operation) => {
			const { sends, error } = await countSends(operation);
			expect(error).toBeInstanceOf(IndeterminateResultError);
			expect(sends).toBe(1);
		},
	);

	test.each(repeatable.map((operation) => [nameOf(operation), operation] as const))(
		'%s is repeated',
		async (_name, operation) => {
			const { sends, error } = await countSends(operation);
			expect(error).toBeInstanceOf(IndeterminateResultError);
			expect(sends).toBe(4);
		},
	);

	test('a read that declares a write is not repeated any more', async () => {
		const declared = { ...read, run: undefined, effect: 'write' as const };
		expect((await countSends(declared)).sends).toBe(1);
	});
});

test('there are at least 60 operations', () => {
	expect(OPERATIONS.length).toBeGreaterThanOrEqual(60);
});

test.each(OPERATIONS.map((operation) => [nameOf(operation), operation] as const))(
	'%s gives at least one item for its sample, and never a secret',
	async (_name, operation) => {
		const { items } = await runSample(operation);
		expect(items.length).toBeGreaterThan(0);
		expect(JSON.stringify(items)).not.toContain('0123456789abcdef0123456789abcdef');
	},
);
