import {
	type INode,
	type INodeProperties,
	type INodeType,
	type ResourceMapperField,
	NodeHelpers,
} from 'n8n-workflow';
import { core } from './harness/host';
import { getSchema } from 'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { mapFields } from '../../nodes/Wechat/lists/mapFields';
import { OPERATIONS } from '../../nodes/Wechat/resources';
import { fileOf } from '../operations/support/fileOf';
import agentExample from '../../examples/ai-agent.json';

type Operation = (typeof OPERATIONS)[number];

/** n8n offers "let the model define this" for fields of these kinds. */
const OFFERED = new Set(['string', 'number', 'boolean', 'json', 'resourceLocator', 'dateTime']);
/** What the model sees for a field of a kind; everything else is a text. */
const ZOD_TYPE: Readonly<Record<string, string>> = {
	number: 'ZodNumber',
	boolean: 'ZodBoolean',
	json: 'ZodEffects',
};

const wechat = new Wechat() as INodeType;

const offeredFields = ({ fields }: Operation): INodeProperties[] =>
	fields.filter(({ type, noDataExpression }) => OFFERED.has(type) && noDataExpression !== true);

/** The name that the editor (2.41.1) gives an argument: the label with `_` for every character but letters, digits, `-`. */
const keyOf = (label: string) => label.slice(0, 63).replace(/[^a-zA-Z0-9-]/g, '_');

/** What the editor (2.41.1) writes into a field when its ✨ is pressed: the description stays empty. */
function overrideOf({ displayName, type }: INodeProperties): string {
	const aiType = ['number', 'boolean', 'json'].includes(type) ? type : 'string';
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${keyOf(displayName)}', \`\`, '${aiType}') }}`;
}

/** An operation as a tool whose every field is left to the model. */
function toolOf(operation: Operation): INode {
	const values = offeredFields(operation).map((field) => {
		const expression = overrideOf(field);
		return [field.name, field.type === 'resourceLocator' ? { mode: 'id', value: expression } : expression];
	});
	return {
		id: '1',
		name: operation.option.action,
		type: 'n8n-nodes-wechat-mp.wechatTool',
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			resource: operation.resource,
			operation: operation.option.value,
			...(Object.fromEntries(values) as object),
		},
	};
}

/** Name, type and description of every argument, as n8n gives them to the model. */
function argumentsOf(node: INode): Array<[string, string, string | undefined]> {
	return Object.entries(getSchema(node).shape).map(([key, type]) => [
		key,
		type._def.typeName as string,
		type.description,
	]);
}

const named = OPERATIONS.map(
	(operation) => [`${operation.resource} ${operation.option.value}`, operation] as const,
);

function operationCalled(name: string): Operation {
	const found = named.find(([key]) => key === name);
	if (!found) throw new Error(`there is no operation ${name}`);
	return found[1];
}

test('the node may be used as a tool, and n8n-core is the engine that builds it', () => {
	expect(wechat.description.usableAsTool).toBe(true);
	expect(core.WorkflowExecute).toBeDefined();
});

test('every tool says what it does in words of its own', () => {
	const tools = OPERATIONS.map((operation) => ({
		file: fileOf(operation),
		text: NodeHelpers.getToolDescriptionForNode(toolOf(operation), wechat),
	}));
	const texts = tools.map(({ text }) => text);
	const findings = tools
		.filter(({ text }, index) => texts.indexOf(text) !== index || !/^[A-Z][a-z]+ .{3,} in WeChat$/.test(text))
		.map(
			({ file, text }) =>
				`${file}: "action" must tell a language model what the tool does, unlike every other: ${text}`,
		);
	expect(findings).toEqual([]);
});

test.each(named)(
	'%s: as the editor writes it, every field becomes an argument of its own, of its type',
	(_name, operation) => {
		// Fields of one name, of which one is shown at a time, are one argument.
		const fields = [...new Map(offeredFields(operation).map((field) => [field.name, field])).values()];
		// n8n has nothing but the name to tell the model: it takes no description over from the node.
		expect(argumentsOf(toolOf(operation))).toEqual(
			fields.map(({ displayName, type }) => [keyOf(displayName), ZOD_TYPE[type] ?? 'ZodString', undefined]),
		);
		for (const { displayName } of fields) expect(keyOf(displayName)).toMatch(/^[A-Za-z]{2}[\w-]*$/);
	},
);

test.each([
	['template send', ['To_OpenID', 'Template', 'Data__JSON_']],
	['subscription send', ['To_OpenID', 'Template', 'Data__JSON_']],
	['customerService sendText', ['To_OpenID', 'Text']],
	['user get', ['OpenID']],
	['tag tagUsers', ['Tag', 'OpenIDs']],
	['qrCode create', ['Scene', 'Put_Output_File_in_Field']],
])('%s: the fields without which nothing works are required', (name, expected) => {
	const operation = operationCalled(name);
	const required = offeredFields(operation).filter((field) => field.required);
	expect(required.map(({ displayName }) => keyOf(displayName))).toEqual(expect.arrayContaining(expected));
	const { shape } = getSchema(toolOf(operation));
	expect(expected.map((key) => shape[key]?.isOptional())).toEqual(expected.map(() => false));
});

test('a model cannot leave an argument out: all of the schema is required', () => {
	const schema = getSchema(toolOf(operationCalled('customerService sendText')));
	expect(() => schema.parse({ To_OpenID: 'oUSER' })).toThrow(/Text/);
	expect(() => schema.parse({})).toThrow(/To_OpenID/);
});

test('the fields of a template stay apart as arguments, though the editor turns Chinese labels of equal length into the same name', async () => {
	const content =
		'商品名称：{{thing1.DATA}}\n支付金额：{{amount2.DATA}}\n支付时间：{{time3.DATA}}\n温馨提示：{{thing4.DATA}}';
	const context = { getCurrentNodeParameter: () => 'id' };
	const { fields } = await mapFields(context as never, async () => await Promise.resolve({ content }));
	const keys = fields.map(({ displayName }: ResourceMapperField) => keyOf(displayName));
	// Of two arguments with one name the model fills in one, and both fields get its value.
	expect(new Set(keys).size).toBe(4);
	expect(keys).toEqual(['thing1', 'amount2', 'time3', 'thing4'].map((key) => expect.stringContaining(key)));
});

describe('the example with an agent', () => {
	const tools = agentExample.nodes.filter(({ type }) => type.endsWith('.wechatTool')) as unknown as INode[];
	const toolCalled = (name: string) => tools.find((node) => node.name === name) as INode;

	test.each([
		['Get Customer', /follow/, [['openid', 'ZodString', /begin with o/]]],
		[
			'Send Text',
			/48 hours/,
			[
				['openid', 'ZodString', /begin with o/],
				['text', 'ZodString', /at most 600/],
			],
		],
		[
			'Send Order Notice',
			/paid/,
			[
				['openid', 'ZodString', /begin with o/],
				['product', 'ZodString', /at most 20 characters/],
				['price', 'ZodNumber', /yuan/],
				['paidAt', 'ZodString', /ISO 8601/],
			],
		],
	] as const)('%s tells the model what it does and what each argument is', (name, description, expected) => {
		const tool = toolCalled(name);
		expect(NodeHelpers.getToolDescriptionForNode(tool, wechat)).toMatch(description);
		expect(argumentsOf(tool)).toEqual(
			expected.map(([key, type, text]) => [key, type, expect.stringMatching(text)]),
		);
		const { shape } = getSchema(tool);
		for (const [key] of expected) expect(shape[key]?.isOptional()).toBe(false);
		expect(() => getSchema(tool).parse({})).toThrow(/openid/);
	});

	test('no price but a number is accepted', () => {
		const order = { openid: 'oUSER', product: 'Coffee', price: 39.8, paidAt: '2026-11-22T10:00:00+08:00' };
		const schema = getSchema(toolCalled('Send Order Notice'));
		expect(schema.parse(order)).toEqual(order);
		expect(() => schema.parse({ ...order, price: '39.8' })).toThrow(/price/);
	});

	test('fills in fields that its operations have, and all that they require', () => {
		expect(tools).toHaveLength(3);
		for (const { name, parameters } of tools) {
			const operation = operationCalled(`${String(parameters.resource)} ${String(parameters.operation)}`);
			const known = [
				'resource',
				'operation',
				'descriptionType',
				'toolDescription',
				...operation.fields.map((field) => field.name),
			];
			expect({ name, unknown: Object.keys(parameters).filter((key) => !known.includes(key)) }).toEqual({
				name,
				unknown: [],
			});
			const missing = operation.fields.filter(
				(field) => field.required && !field.displayOptions && !(field.name in parameters),
			);
			expect({ name, missing }).toEqual({ name, missing: [] });
		}
	});
});
