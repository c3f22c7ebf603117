import { type INode, type INodeParameters, type INodeProperties, NodeHelpers } from 'n8n-workflow';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import type { Operation } from '../../nodes/Wechat/operation';
import { OPERATIONS, RESOURCES } from '../../nodes/Wechat/resources';
import { WechatOAuthTrigger } from '../../nodes/WechatOAuthTrigger/WechatOAuthTrigger.node';
import { WechatTrigger } from '../../nodes/WechatTrigger/WechatTrigger.node';
import { workflow as n8n } from '../nodes/harness/host';
import { nodeTypes, PACKAGE } from '../nodes/harness/nodeTypes';
import { completeNode } from '../nodes/harness/runWorkflow';
import { fileOf } from './support/fileOf';
import { nameOf } from './support/registryRules';

const { description } = new Wechat();
const OPERATION_FIELDS = OPERATIONS.map((operation) => [nameOf(operation), operation] as const);

/** A node as the editor makes it, with the default of every field that is shown. */
function freshNode(type: typeof description, chosen: INodeParameters): INode {
	const node = completeNode({ name: 'Fresh', type: `${PACKAGE}.${type.name}`, parameters: chosen });
	const parameters = NodeHelpers.getNodeParameters(type.properties, chosen, true, false, node, type);
	return { ...node, parameters: parameters ?? {} };
}

/** The fields that the editor shows in a node. */
function shownFields(type: typeof description, node: INode): INodeProperties[] {
	return type.properties.filter((property) =>
		NodeHelpers.displayParameter(node.parameters, property, node, type),
	);
}

/** What is marked red in a node before anything was entered, except that a required field is empty. */
function redMarks(type: typeof description, chosen: INodeParameters): string[] {
	const node = freshNode(type, chosen);
	const issues = NodeHelpers.getNodeParametersIssues(type.properties, node, type)?.parameters ?? {};
	const shown = allFields(shownFields(type, node));
	const required = new Set(shown.filter((field) => field.required).map(({ name }) => name));
	return [
		...Object.entries(issues).flatMap(([name, texts]) =>
			texts.filter((text) => !(required.has(name) && /^Parameter ".+" is required\.$/.test(text))),
		),
		// The editor parses what stands in a JSON field, and nothing is no JSON.
		...shown
			.filter((field) => field.type === 'json' && !isJsonOrExpression(field.default))
			.map(({ displayName }) => `${displayName} is not JSON`),
		// It asks for the inputs of a resource mapper at once, and says in red that there are none.
		...shown
			.filter(({ type: kind }) => kind === 'resourceMapper')
			.map(({ displayName }) => `${displayName} has no inputs yet`),
	];
}

/** These fields and those inside them. */
function allFields(fields: INodeProperties[]): INodeProperties[] {
	return fields.flatMap((field) => {
		const inside = (field.options ?? []).flatMap((option) =>
			'values' in option ? option.values : 'type' in option ? [option] : [],
		);
		return [field, ...allFields(inside)];
	});
}

function isJsonOrExpression(value: unknown): boolean {
	const text = String(value);
	if (text.startsWith('=')) return true;
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

test.each(OPERATION_FIELDS)('a fresh %s marks nothing but empty required fields', (_name, operation) => {
	const { resource, option } = operation;
	const marks = redMarks(description, { resource, operation: option.value });
	expect(
		marks.map((mark) => `${fileOf(operation)}: give the field a "default" that n8n accepts: ${mark}`),
	).toEqual([]);
});

test.each([new WechatTrigger(), new WechatOAuthTrigger()])('a fresh trigger marks nothing: %#', (trigger) => {
	expect(redMarks(trigger.description, {})).toEqual([]);
});

test.each([['template'], ['subscription']])(
	'the inputs of %s appear once a template is chosen',
	(resource) => {
		const shown = (templateId: INodeParameters | string) => {
			const node = freshNode(description, { resource, operation: 'send', templateId });
			return shownFields(description, node).some(({ name }) => name === 'templateData');
		};
		expect(shown({ __rl: true, mode: 'list', value: '' })).toBe(false);
		expect(shown({ __rl: true, mode: 'id', value: '' })).toBe(false);
		expect(shown({ __rl: true, mode: 'list', value: 'T' })).toBe(true);
		expect(shown({ __rl: true, mode: 'id', value: '={{ $json.template }}' })).toBe(true);
	},
);

test.each([
	['massMessage', 'sendImages', {}, 'mediaIds'],
	['draft', 'create', { articleType: 'newspic' }, 'pictures'],
	['draft', 'update', { articleType: 'newspic' }, 'pictures'],
])(
	'the images of %s %s are one list, or rows to choose each from the library',
	(resource, operation, chosen, list) => {
		const shown = (imagesBy: INodeParameters) =>
			shownFields(description, freshNode(description, { resource, operation, ...chosen, ...imagesBy }))
				.map(({ name }) => name)
				.filter((name) => name === list || name === 'imageRows');
		expect(shown({})).toEqual([list]);
		expect(shown({ imagesBy: 'rows' })).toEqual(['imageRows']);
	},
);

test('an article has no pictures to choose beside those of its text', () => {
	const node = freshNode(description, { resource: 'draft', operation: 'create' });
	const names = shownFields(description, node).map(({ name }) => name);
	expect(names).not.toContain('imagesBy');
	expect(names).not.toContain('imageRows');
});

/** Resources that open on a write: what most people want there. */
const OPENS_ON: Readonly<Record<string, string>> = {
	approval: 'sendAndWait',
	article: 'publish',
	custom: 'call',
	customerService: 'sendText',
	draft: 'create',
	massMessage: 'sendText',
	media: 'upload',
	oneTimeSubscription: 'send',
	passiveReply: 'text',
	qrCode: 'create',
	subscription: 'send',
	template: 'send',
};

/** Resources that open on a write that nobody has chosen for them. */
function openingFindings(resources: readonly string[], operations: readonly Operation[]): string[] {
	return resources.flatMap((resource) => {
		const { operation: value } = freshNode(description, { resource }).parameters;
		const opened = operations.find((one) => one.resource === resource && one.option.value === value);
		return opened?.effect === 'read' || OPENS_ON[resource] === value
			? []
			: [
					`test/operations/freshForm.test.ts: ${resource} opens on the write "${String(value)}": add it to OPENS_ON if most people want that, else a read to PREFERRED in nodes/Wechat/run/properties.ts`,
				];
	});
}

test('every resource opens on what most people want, or on what changes nothing', () => {
	const resources = RESOURCES.map(({ value }) => value);
	expect(openingFindings(resources, OPERATIONS)).toEqual([]);
	const writes = OPERATIONS.map((operation) => ({ ...operation, effect: 'write' as const }));
	expect(openingFindings(['tag', 'template'], writes)).toEqual([
		expect.stringContaining('tag opens on the write "getMany": add it to OPENS_ON'),
	]);
});

test('only operations for service accounts and test accounts say so in the node', () => {
	const notices = (resource: string, operation: string) =>
		shownFields(description, freshNode(description, { resource, operation }))
			.filter(({ type }) => type === 'notice')
			.map(({ displayName }) => displayName);
	expect(notices('template', 'send')).toEqual([
		'WeChat allows this only to a certified service account (认证服务号) or a test account (测试号).',
	]);
	expect(notices('subscription', 'getMany')).toEqual([
		'WeChat allows this only to a certified service account (认证服务号).',
	]);
	expect(notices('customerService', 'sendText')).toEqual([]);
});

describe('the line below the node on the canvas', () => {
	const subtitleOf = (type: typeof description, node: INode) => {
		const trigger = [new Wechat(), new WechatTrigger(), new WechatOAuthTrigger()];
		const workflow = new n8n.Workflow({
			id: 'w',
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: nodeTypes(trigger),
		});
		return workflow.expression.getSimpleParameterValue(node, type.subtitle, 'internal', {});
	};

	test.each(OPERATION_FIELDS)('names %s as the lists do', (_name, { resource, option }) => {
		const shown = subtitleOf(description, freshNode(description, { resource, operation: option.value }));
		const title = RESOURCES.find(({ value }) => value === resource)?.name;
		expect(shown).toBe(option.name === title ? title : `${option.name}: ${title}`);
	});

	test('says that a message is only shown', () => {
		const options = { onlyPreview: true };
		const node = freshNode(description, { resource: 'template', operation: 'send', options });
		expect(subtitleOf(description, node)).toBe('Only preview, Send: Template Message');
	});

	test.each([
		[['*'], 'Everything'],
		[['event:subscribe'], 'Follow'],
		[['text', 'event:CLICK', 'other'], 'Text, Click, Other'],
		[['event:tomorrow'], 'event:tomorrow'],
	])('of a trigger on %j says %s', (events, expected) => {
		const { description: trigger } = new WechatTrigger();
		expect(subtitleOf(trigger, freshNode(trigger, { events }))).toBe(expected);
	});
});
