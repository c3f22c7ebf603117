import type { INode, INodeProperties, INodeType, ResourceMapperField } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { core } from './harness/host';
import { getSchema } from 'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { mapFields } from '../../nodes/Wechat/lists/mapFields';
import { OPERATIONS } from '../../nodes/Wechat/operations';

/** What an agent is told about one argument. */
interface Argument {
	type: string;
	description: string | undefined;
}

const TYPE_OF: Readonly<Record<string, string>> = { number: 'number', boolean: 'boolean', json: 'json' };
/** n8n offers "let the model define this" for fields of these kinds. */
const OFFERED = new Set(['string', 'number', 'boolean', 'json', 'resourceLocator', 'dateTime']);
const KEY = /^[a-zA-Z0-9_-]{1,63}$/;

const wechat = new Wechat() as INodeType;

/** The name that the editor gives an argument: the label of the field, with `_` for what is no letter or digit. */
const keyOf = (label: string) => label.slice(0, 63).replace(/[^a-zA-Z0-9_-]+/g, '_');

const fromAi = (label: string, description: string, type: string) =>
	`={{ $fromAI('${keyOf(label)}', \`${description.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\`, '${TYPE_OF[type] ?? 'string'}') }}`;

/** An operation as a tool whose every field is left to the model. */
function toolOf(operation: (typeof OPERATIONS)[number]): INode {
	const offered = operation.fields.filter(({ type }) => OFFERED.has(type));
	const values = offered.map((field: INodeProperties) => {
		const expression = fromAi(field.displayName, field.description ?? '', field.type);
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

function argumentsOf(node: INode): Record<string, Argument> {
	const { shape } = getSchema(node);
	return Object.fromEntries(
		Object.entries(shape).map(([key, type]) => [
			key,
			{ type: type._def.typeName as string, description: type.description },
		]),
	);
}

const named = OPERATIONS.map(
	(operation) => [`${operation.resource} ${operation.option.value}`, operation] as const,
);

const byName = new Map<string, (typeof OPERATIONS)[number]>(named);

test('the node may be used as a tool, and n8n-core is the engine that builds it', () => {
	expect(wechat.description.usableAsTool).toBe(true);
	expect(core.WorkflowExecute).toBeDefined();
});

test('every tool says what it does in words of its own', () => {
	const texts = OPERATIONS.map((operation) =>
		NodeHelpers.getToolDescriptionForNode(toolOf(operation), wechat),
	);
	expect(new Set(texts).size).toBe(OPERATIONS.length);
	for (const text of texts) expect(text).toMatch(/^[A-Z][a-z]+ .{4,} in WeChat$/);
});

test.each(named)('%s: every argument has a usable name and says what goes into it', (_name, operation) => {
	const offered = operation.fields.filter(({ type }) => OFFERED.has(type));
	const seen = argumentsOf(toolOf(operation));
	// Two fields of the same name would become one argument.
	expect(Object.keys(seen)).toHaveLength(offered.length);
	for (const [key, { description }] of Object.entries(seen)) {
		expect(key).toMatch(KEY);
		expect(key).toMatch(/[A-Za-z]{2}/);
		expect(description ?? '').toMatch(/\w+ \w+/);
	}
});

test.each([
	['template send', ['To_OpenID', 'Template', 'Data_JSON_', 'URL', 'Mini_Program_AppID']],
	['subscription send', ['To_OpenID', 'Template', 'Data_JSON_', 'URL', 'Mini_Program_AppID']],
	['customerService sendText', ['To_OpenID', 'Text']],
	['user get', ['OpenID']],
	['tag tagUsers', ['Tag', 'OpenIDs']],
	['qrCode create', ['Scene', 'Put_Output_File_in_Field']],
])('%s: the fields without which nothing works are required', (name, expected) => {
	const operation = byName.get(name);
	const required = operation?.fields.filter((field) => field.required && OFFERED.has(field.type)) ?? [];
	expect(required.map(({ displayName }) => keyOf(displayName))).toEqual(expected);
	expect(Object.keys(argumentsOf(toolOf(operation as never)))).toEqual(expect.arrayContaining(expected));
});

test('a model cannot leave an argument out: all of the schema is required', () => {
	const schema = getSchema(toolOf(byName.get('customerService sendText') as never));
	expect(() => schema.parse({ To_OpenID: 'oUSER' })).toThrow(/Text/);
	expect(() => schema.parse({})).toThrow(/To_OpenID/);
});

test('the fields of a template stay apart as arguments, though their labels are Chinese', async () => {
	const content =
		'商品名称：{{thing1.DATA}}\n支付金额：{{amount2.DATA}}\n支付时间：{{time3.DATA}}\n备注：{{thing4.DATA}}';
	const context = { getCurrentNodeParameter: () => 'id' };
	const { fields } = await mapFields(context as never, async () => await Promise.resolve({ content }));
	const keys = fields.map(({ displayName }: ResourceMapperField) => keyOf(displayName));
	expect(new Set(keys).size).toBe(4);
	for (const key of keys) expect(key).toMatch(KEY);
	expect(keys[0]).toContain('thing1');
});
