import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { WechatMpApi } from '../../credentials/WechatMpApi.credentials';
import codex from '../../nodes/Wechat/Wechat.node.json';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { OPERATIONS, RESOURCES } from '../../nodes/Wechat/resources';
import loginCodex from '../../nodes/WechatOAuthTrigger/WechatOAuthTrigger.node.json';
import { WechatOAuthTrigger } from '../../nodes/WechatOAuthTrigger/WechatOAuthTrigger.node';
import triggerCodex from '../../nodes/WechatTrigger/WechatTrigger.node.json';
import { WechatTrigger } from '../../nodes/WechatTrigger/WechatTrigger.node';
import { selectionOptions } from '../../nodes/WechatTrigger/pushChoices';
import { nameOf } from '../operations/support/registryRules';

/*
 * n8n's guidelines for the texts of nodes, on the descriptions as the editor gets them: its lint rules see only what stands
 * literally in one place.
 */

const ROOT = join(__dirname, '..', '..');
const NODES = [new Wechat(), new WechatTrigger(), new WechatOAuthTrigger()].map((node) => node.description);
const CREDENTIAL = new WechatMpApi();

/** A field, a choice of a list or a group of rows. */
interface Entry extends Partial<INodeProperties> {
	place: string;
	entries: Entry[];
}

function entriesOf(place: string, items: readonly object[] = []): Entry[] {
	return items.map((item) => {
		const { displayName, name, options, values } = item as INodeProperties & { values?: object[] };
		const here = `${place} → ${displayName || name}`;
		return { ...item, place: here, entries: entriesOf(here, [...(options ?? []), ...(values ?? [])]) };
	});
}

function flat(entries: readonly Entry[]): Entry[] {
	return entries.flatMap((entry) => [entry, ...flat(entry.entries)]);
}

const ALL = flat([
	...NODES.flatMap(({ displayName, properties }) => entriesOf(displayName, properties)),
	...entriesOf(CREDENTIAL.displayName, CREDENTIAL.properties),
]);
const FIELDS = ALL.filter(({ type }) => type !== undefined);

const placesOf = (entries: readonly Entry[]) => [...new Set(entries.map(({ place }) => place))];
const labelOf = ({ displayName, name }: Entry) => displayName ?? name ?? '';

/** Lists whose order says something, and what. */
const ORDERED: Readonly<Record<string, string>> = {
	accessSource: 'the recommended source first',
	events: 'the common kinds first',
	messageEncryption: 'as in the console',
	operation: 'sends first; see test/operations/contract.test.ts',
	resource: 'n8n wants Custom API Call at the end; see test/operations/contract.test.ts',
	type: 'the sub-menu, which is no action, at the end',
};

test('choices and options stand in the order of their names', () => {
	const unsorted = FIELDS.filter(
		({ type = '', name = '', entries }) =>
			['options', 'multiOptions', 'collection'].includes(type) &&
			!(name in ORDERED) &&
			entries.map(labelOf).join('\n') !==
				entries
					.map(labelOf)
					.sort((a, b) => a.localeCompare(b))
					.join('\n'),
	);
	expect(placesOf(unsorted)).toEqual([]);
});

test('every exception to that order is one', () => {
	const names = new Set(FIELDS.map(({ name }) => name));
	expect(Object.keys(ORDERED).filter((name) => !names.has(name))).toEqual([]);
});

test('a switch says in its description "Whether …", an operation what it does, in the imperative', () => {
	const switches = FIELDS.filter(({ type }) => type === 'boolean');
	expect(placesOf(switches.filter(({ description }) => !description?.startsWith('Whether ')))).toEqual([]);
	const verb = /^(?!(?:An?|The|This|These|Whether|It|Its|For|With)\b)[A-Z][a-z]*(?<!s|ing|ed|on) /;
	const vague = OPERATIONS.filter(({ option }) => !verb.test(option.description));
	expect(vague.map((operation) => `${nameOf(operation)}: ${operation.option.description}`)).toEqual([]);
});

test('descriptions have a period at the end where they have several sentences, and nowhere else', () => {
	const isOne = (text: string) => !/[.!?。] /.test(text.replace(/e\.g\. /g, ''));
	const wrong = ALL.filter(
		({ type, description: text }) =>
			text !== undefined && type !== 'notice' && isOne(text) === /[^.…]\.$/.test(text),
	);
	expect(placesOf(wrong)).toEqual([]);
});

test('texts have no tabs and no double spaces', () => {
	const wrong = ALL.filter((entry) =>
		[entry.displayName, entry.description, entry.placeholder, entry.hint].some(
			(text) => text !== undefined && /\t| {2}/.test(text),
		),
	);
	expect(placesOf(wrong)).toEqual([]);
});

test('examples in empty fields begin with "e.g.", buttons with "Add"', () => {
	const wrong = FIELDS.filter(({ type = '', placeholder }) => {
		if (placeholder === undefined) return type === 'collection';
		return !(['collection', 'fixedCollection'].includes(type) ? /^Add [A-Z]/ : /^e\.g\. /).test(placeholder);
	});
	expect(placesOf(wrong)).toEqual([]);
});

test('actions of the triggers are in sentence case', () => {
	const wrong = selectionOptions()
		.map(({ action = '' }) => action)
		.filter((action) => !/^On (?:[a-z]+|QR)(?: (?:[a-z]+|QR))* \(/.test(action));
	expect(wrong).toEqual([]);
});

describe('what n8n’s assistant is told', () => {
	const advised = [...NODES, ...ALL].flatMap((entry) => {
		const { builderHint: hint } = entry;
		return hint ? [{ entry, hint }] : [];
	});
	const texts = advised.flatMap(({ hint }) => [
		...('propertyHint' in hint ? [hint.propertyHint] : []),
		...('searchHint' in hint ? [hint.searchHint ?? ''] : []),
		...('relatedNodes' in hint ? (hint.relatedNodes ?? []).map(({ relationHint }) => relationHint) : []),
	]);

	test('stands on all nodes, and where it would go wrong', () => {
		expect(NODES.map(({ builderHint }) => builderHint?.searchHint?.length ?? 0).every(Boolean)).toBe(true);
		const names = new Set(advised.map(({ entry }) => entry.name ?? ''));
		const wanted = [
			'answer',
			'dataInput',
			'dataJson',
			'events',
			'openid',
			'responseMode',
			'templateId',
			'touser',
		];
		expect(wanted.filter((name) => !names.has(name))).toEqual([]);
		const [resources] = FIELDS.filter(({ name }) => name === 'resource');
		const withAdvice = resources?.entries.filter(({ builderHint }) => builderHint).map(({ place }) => place);
		expect(withAdvice).toHaveLength(RESOURCES.filter((resource) => 'advice' in resource).length);
	});

	test('stands where n8n allows it: never on Resource, Operation or Mode itself, which would keep the node from loading', () => {
		const refused = FIELDS.filter(
			({ name = '', type, builderHint }) =>
				['resource', 'operation', 'mode'].includes(name) && type === 'options' && builderHint !== undefined,
		);
		expect(placesOf(refused)).toEqual([]);
	});

	test('names resources, operations and nodes that exist', () => {
		const known = new Set<string>([
			...RESOURCES.map(({ value }) => value),
			...OPERATIONS.map(({ resource, option }) => `${resource}/${option.value}`),
		]);
		const named = texts.flatMap((text) => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
		expect(named.length).toBeGreaterThan(8);
		expect(named.filter((name) => !known.has(name))).toEqual([]);
		const own = NODES.map(({ name }) => `n8n-nodes-wechat-mp.${name}`);
		const related = NODES.flatMap(({ builderHint }) => builderHint?.relatedNodes ?? []);
		expect(
			related.filter(
				({ nodeType }) => nodeType.startsWith('n8n-nodes-wechat-mp.') && !own.includes(nodeType),
			),
		).toEqual([]);
	});
});

describe('the codex', () => {
	test('puts every node under Communication, and the one that asks people under human in the loop, as its neighbors do', () => {
		for (const { categories } of [codex, triggerCodex, loginCodex])
			expect(categories).toContain('Communication');
		expect(codex.categories).toContain('HITL');
		expect(codex.subcategories).toEqual({ HITL: ['Human in the Loop'] });
		expect(codex.alias).toEqual(expect.arrayContaining(['human', 'form', 'wait', 'hitl', 'approval']));
		expect(new Wechat().description.usableAsTool).toBe(true);
	});
});

test.each([
	...NODES.map(
		({ name, icon }) => [name, icon, `nodes/${name.charAt(0).toUpperCase()}${name.slice(1)}`] as const,
	),
	['credential', CREDENTIAL.icon, 'credentials'] as const,
])('%s has an icon for light and one for dark backgrounds', (_name, icon, folder) => {
	const { light, dark } = icon as { light: string; dark: string };
	const files = [light, dark].map((file) => join(ROOT, folder, file.replace('file:', '')));
	expect(files.filter((file) => !existsSync(file))).toEqual([]);
	const [onLight, onDark] = files.map((file) => readFileSync(file, 'utf8'));
	expect(onLight).not.toBe(onDark);
});

test('the credential marks AppID and AppSecret as required, in the order of the console, and can be stored without', () => {
	const { properties } = CREDENTIAL;
	expect(properties.slice(0, 7).map(({ name }) => name)).toEqual([
		'setupNotice',
		'appId',
		'appSecret',
		'token',
		'encodingAesSecretKey',
		'messageEncryption',
		'previousEncodingAesSecretKey',
	]);
	const required = properties.filter((property) => property.required);
	expect(required.map(({ name }) => name)).toEqual(expect.arrayContaining(['appId', 'appSecret']));
	// n8n refuses to store a credential whose required field is empty where that field has conditions.
	const keys = properties.filter(({ name }) => ['appId', 'appSecret'].includes(name));
	expect(keys.map(({ displayOptions }) => displayOptions)).toEqual([undefined, undefined]);
});
