import type { INodeProperties } from 'n8n-workflow';
import { IndeterminateResultError } from '../../core/errors/WechatErrors';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { OPERATIONS, RESOURCES } from '../../nodes/Wechat/resources';
import type { Operation } from '../../nodes/Wechat/operation';
import { executeOperation, runSample } from './support/executeOperation';
import { decisionFindings } from './support/decisionFindings';
import { fileOf, sourceTexts } from './support/fileOf';
import { findOperations } from './support/findOperations';
import { nameFindings } from './support/nameRules';
import {
	descriptionFindings,
	doneFindings,
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

	test('has every decision made that npm run new:operation left to a person', () => {
		const files = ['nodes/Wechat/resources', 'simulator/areas'].flatMap(sourceTexts);
		expect(decisionFindings(files)).toEqual([]);
	});

	test('is found in its file by the messages of the rules', () => {
		expect(OPERATIONS.map(fileOf).filter((file) => file.endsWith('/index.ts'))).toEqual([]);
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

	test('is offered under an English and a Chinese name of its own, by which the search among the actions finds it', () => {
		expect(nameFindings(properties())).toEqual([]);
	});

	test('turns the parameters of its sample into the request of its sample', async () => {
		expect(await sampleFindings(OPERATIONS)).toEqual([]);
	});

	test('means the same type by the same field name', () => {
		expect(fieldTypeFindings(OPERATIONS)).toEqual([]);
	});

	test('marks every text as required that it refuses to be without', async () => {
		// n8n would demand it for every item once an expression decides what a tap opens.
		const onTap = /(?:URL|Mini Program AppID) may not be empty/;
		const findings = await requiredFindings(OPERATIONS);
		expect(findings.filter((finding) => onTap.test(finding))).toEqual([
			expect.stringContaining('oneTimeSubscription/send.ts'),
			expect.stringContaining('subscription/send.ts'),
			expect.stringContaining('template/send.ts'),
			expect.stringContaining('template/broadcast.ts'),
		]);
		expect(findings.filter((finding) => !onTap.test(finding))).toEqual([
			// Only a reply that is too late needs it.
			expect.stringMatching(/passiveReply\/\w*video.ts: Thumbnail Media ID may not be empty/i),
			// The keywords of some titles are fixed.
			expect.stringContaining('subscription/addTemplate.ts: Keyword Names or IDs may not be empty'),
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

	test('has one word for "done", and says it where nothing else is told', async () => {
		expect(await doneFindings(OPERATIONS)).toEqual([]);
	});

	test('of the mass messages says who was written to, and gives an id', async () => {
		const sends = OPERATIONS.filter(({ fields }) => fields.some(({ name }) => name === 'confirmAll'));
		expect(sends.length).toBeGreaterThan(4);
		for (const operation of sends) {
			const { items } = await runSample(operation);
			expect(items[0]?.json).toMatchObject({
				tag_id: 2,
				msgtype: expect.any(String) as string,
				msg_id: expect.anything() as number,
			});
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
				'nodes/Wechat/resources/elsewhere/index.ts: add what elsewhere/stray.ts exports to "operations"',
				expect.stringContaining(`${nameOf(someOperation)} is registered but no file exports it`),
			]),
		);
		const { resource } = someOperation;
		expect(registrationFindings([misplaced], OPERATIONS)).toContain(
			`nodes/Wechat/resources/elsewhere/moved.ts: it is an operation of ${resource}; move the file to nodes/Wechat/resources/${resource}/`,
		);
	});

	test('reads the outputs of writes', async () => {
		const typing = byName('customerService → setTyping');
		const given = (json: object): Operation => ({ ...typing, toItems: async () => [{ json: { ...json } }] });
		const { touser } = typing.sample.params;
		expect(
			await doneFindings([given({ touser, sent: true }), given({ touser }), given({ success: true })]),
		).toEqual([
			expect.stringContaining('setTyping.ts: the output says "sent": true'),
			expect.stringContaining('setTyping.ts: the output must say "success": true'),
			expect.stringContaining('setTyping.ts: the output must say "success": true'),
		]);
	});

	test('looks for marks of the scaffold', () => {
		const text = [
			"docs: 'https://developers.weixin.qq.com/TODO', // the official page",
			"effect: 'read', // TODO: or write",
			'/** TODO: say what it does. */',
			"rule: 'TODO: what the platform checks',",
			'todos: []',
		].join('\n');
		expect(decisionFindings([{ file: 'a.ts', text }])).toEqual([
			'a.ts:1: decide, and delete the mark TODO: the official page',
			'a.ts:2: decide, and delete the mark TODO: or write',
			'a.ts:3: decide, and delete the mark TODO: say what it does.',
			'a.ts:4: decide, and delete the mark TODO: what the platform checks',
		]);
	});

	test('looks for doubles', () => {
		const other = altered({ resource: 'nowhere', option: { ...someOperation.option, value: 'other' } });
		const file = fileOf(someOperation);
		expect(uniquenessFindings([someOperation, someOperation, other], RESOURCES)).toEqual([
			`${file}: "value" ${someOperation.option.value} exists twice in the resource; choose another one`,
			`${file}: "name" ${someOperation.option.name} exists twice in the resource; choose another one`,
			expect.stringMatching(/is called by another operation, too; add "variant"/),
			expect.stringMatching(/is called by another operation, too; add "variant"/),
			'nodes/Wechat/resources/index.ts: add nowhere to RESOURCES',
		]);
	});

	test('wants texts and a page', () => {
		const silent = altered({
			option: { name: 'X', value: 'x', chinese: '某', action: ' ', description: '' },
			docs: 'http://example.com/',
		});
		expect(descriptionFindings([silent])).toEqual([
			expect.stringContaining('"action" is empty'),
			expect.stringContaining('"description" must say'),
			expect.stringContaining('"docs" must be the official page'),
		]);
	});

	test('wants sorted lists without expressions, and descriptions', () => {
		const broken = properties().map((property) => ({
			...property,
			noDataExpression: false,
			description: '',
			options: property.name === 'resource' ? [...(property.options ?? [])].reverse() : property.options,
		}));
		const findings = dropdownFindings(broken);
		expect(findings).toEqual(
			expect.arrayContaining([
				'nodes/Wechat/run/properties.ts: Resource of the node takes expressions; set noDataExpression',
				expect.stringContaining(
					'RESOURCES must stand in the order of their names: Account (接口管理), Ad Income (流量主),',
				),
				expect.stringMatching(/^nodes\/Wechat\/resources\/user or .*OpenID of user needs a "description"/),
			]),
		);
	});

	test('reads names and actions', () => {
		const options = [
			{ name: 'Get', value: 'get', action: 'Get a tag (获取标签)' },
			{ name: 'Get All (获取标签)', value: 'getAll', action: 'Get all tags (获取标签)' },
			{ name: 'List (获取标签)', value: 'list', action: 'get all Tags (获取标签).' },
		];
		const operation = { displayName: 'Operation', name: 'operation', type: 'options' as const, default: '' };
		const displayOptions = { show: { resource: ['tag'] } };
		expect(nameFindings([{ ...operation, displayOptions, options }])).toEqual([
			'tag → get: add "chinese" to "option", what WeChat calls it; the name is Get',
			'tag → get: "action" must be a few words in sentence case, beginning with a verb, without articles and period: Get a tag (获取标签)',
			'tag → list: "action" must be a few words in sentence case, beginning with a verb, without articles and period: get all Tags (获取标签).',
			'tag → list: "chinese" 获取标签 exists twice in the resource; choose another one',
		]);
	});

	test('compares the sample with what it gives', async () => {
		const { sample } = someOperation;
		const request = { method: 'GET' as const, ...sample.request, path: '/cgi-bin/elsewhere' };
		const wrong = altered({ sample: { ...sample, request, params: { ...sample.params, stray: 1 } } });
		expect(await sampleFindings([wrong])).toEqual([
			expect.stringContaining('sample.params has stray, which is no field'),
			expect.stringContaining('sample.request must be what "request" makes of sample.params: {'),
		]);
	});

	test('compares the types of fields', () => {
		const field = { displayName: 'OpenID', name: 'openid', type: 'number' as const, default: 0 };
		expect(fieldTypeFindings([byName('user → get'), altered({ fields: [field] })])).toEqual([
			expect.stringContaining('the field openid has type number, and resourceLocator in other operations'),
		]);
	});

	test('empties texts', async () => {
		const bare = (field: INodeProperties): INodeProperties => ({ ...field, required: undefined });
		const sendText = byName('customerService → sendText');
		expect(await requiredFindings([{ ...sendText, fields: sendText.fields.map(bare) }])).toEqual([
			'nodes/Wechat/resources/customerService/sendText.ts: To OpenID may not be empty; add required: true to the field',
			'nodes/Wechat/resources/customerService/sendText.ts: Text may not be empty; add required: true to the field',
		]);
	});

	test('compares what is called with what is declared', async () => {
		const write = byName('tag → tagUsers');
		expect(await effectFindings([{ ...write, effect: 'read' }])).toEqual([
			expect.stringMatching(
				/tag\/\w+.ts: "effect" must be 'write', since run writes to \/cgi-bin\/tags\/members\/batchtagging/,
			),
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

/** Whether a request was sent as often as the declared effect allows. */
function repeatFindings(operation: Operation, sends: number, expected: number): string[] {
	return sends === expected
		? []
		: [
				`${fileOf(operation)}: a lost request was sent ${sends} times instead of ${expected}: declare "effect" and "deduplicated" as the calls in "run" do`,
			];
}

describe('when the connection is lost after the request was sent', () => {
	const throughApi = OPERATIONS.filter(({ sample }) => sample.request && sample.request.auth !== 'none');
	/** Writes that read who is written to first. */
	const readsFirst = ['customerService → broadcast'];
	const writes = throughApi.filter(
		(operation) =>
			operation.effect === 'write' && !operation.deduplicated && !readsFirst.includes(nameOf(operation)),
	);
	const repeatable = throughApi.filter((operation) => !writes.includes(operation));

	test.each(writes.map((operation) => [nameOf(operation), operation] as const))(
		'%s is not repeated',
		async (_name, operation) => {
			const { sends, error } = await countSends(operation);
			expect(error).toBeInstanceOf(IndeterminateResultError);
			expect(repeatFindings(operation, sends, 1)).toEqual([]);
		},
	);

	test.each(repeatable.map((operation) => [nameOf(operation), operation] as const))(
		'%s is repeated',
		async (_name, operation) => {
			const { sends, error } = await countSends(operation);
			expect(error).toBeInstanceOf(IndeterminateResultError);
			expect(repeatFindings(operation, sends, 4)).toEqual([]);
		},
	);

	test('a read that declares a write is not repeated any more', async () => {
		const declared = { ...read, run: undefined, effect: 'write' as const };
		expect((await countSends(declared)).sends).toBe(1);
	});
});

describe('when a proxy answers with JSON of its own', () => {
	const foreign = { status: 200, headers: {}, body: Buffer.from('{"status":"blocked by policy"}') };
	/** Only the user knows what the answer to a call of their own looks like. */
	const known = OPERATIONS.filter(
		(operation) =>
			operation.sample.request !== undefined &&
			operation.sample.request.auth !== 'none' &&
			nameOf(operation) !== 'custom → call',
	);

	test.each(known.map((operation) => [nameOf(operation), operation] as const))(
		'%s has an unknown result',
		async (_name, operation) => {
			const item = stubItem(
				callerOver(async () => foreign),
				operation.sample,
			);
			await expect(executeOperation(operation, item)).rejects.toBeInstanceOf(IndeterminateResultError);
		},
	);
});

test('there are at least 60 operations', () => {
	expect(OPERATIONS.length).toBeGreaterThanOrEqual(60);
});

test.each(OPERATIONS.map((operation) => [nameOf(operation), operation] as const))(
	'%s gives at least one item for its sample, and never a secret',
	async (_name, operation) => {
		const { items } = await runSample(operation);
		const file = fileOf(operation);
		const findings = [
			...(items.length > 0
				? []
				: [`${file}: sample.response gives no item; make it hold what "output" looks for`]),
			...(JSON.stringify(items).includes('0123456789abcdef0123456789abcdef')
				? [`${file}: the output holds the AppSecret; take it out in "toItems"`]
				: []),
		];
		expect(findings).toEqual([]);
	},
);
