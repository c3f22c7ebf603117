import { isDeepStrictEqual } from 'node:util';
import type { IDataObject, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import type { ApiRequest } from '../../../core/api/wire';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import type { Operation, UnregisteredOperation } from '../../../nodes/Wechat/operation';
import { executeOperation, runSample } from './executeOperation';
import { fileOf } from './fileOf';
import { sampleAnswer, stubItem } from './stubItem';

/** An entry of the resource list. */
export interface Resource {
	name: string;
	value: string;
}

/** Where an operation was found: folder and file under `resources/`. */
export interface FoundOperation {
	file: string;
	folder: string;
	operation: UnregisteredOperation;
}

const DOCS = /^https:\/\/(developers\.weixin\.qq\.com|mp\.weixin\.qq\.com)\/\S*$/;

/** `template → send`, for messages. */
export function nameOf({ resource, option }: Operation): string {
	return `${resource} → ${option.value}`;
}

/** Operations that no resource lists, that no file defines, and files that lie in another resource's folder. */
export function registrationFindings(found: FoundOperation[], registered: readonly Operation[]): string[] {
	const registrationOf = ({ option }: UnregisteredOperation) =>
		registered.find((one) => one.option === option);
	return [
		...found
			.filter(({ operation }) => !registrationOf(operation))
			.map(
				({ file, folder }) =>
					`nodes/Wechat/resources/${folder}/index.ts: add what ${file} exports to "operations"`,
			),
		...registered
			.filter(({ option }) => !found.some(({ operation }) => operation.option === option))
			.map(
				(operation) =>
					`${fileOf(operation)}: ${nameOf(operation)} is registered but no file exports it; export it from a file of its own`,
			),
		...found.flatMap(({ file, folder, operation }) => {
			const resource = registrationOf(operation)?.resource ?? folder;
			return resource === folder
				? []
				: [
						`nodes/Wechat/resources/${file}: it is an operation of ${resource}; move the file to nodes/Wechat/resources/${resource}/`,
					];
		}),
	];
}

/** Operations that cannot be told apart, or whose resource is not offered. */
export function uniquenessFindings(
	operations: readonly Operation[],
	resources: readonly Resource[],
): string[] {
	const offered = resources.map(({ value }) => value);
	const apis = operations.filter(({ sample }) => sample.request);
	return [
		...doubles(
			operations,
			nameOf,
			({ option }) => `"value" ${option.value} exists twice in the resource; choose another one`,
		),
		...doubles(
			operations,
			({ option, resource }) => `${resource} → "${option.name}"`,
			({ option }) => `"name" ${option.name} exists twice in the resource; choose another one`,
		),
		...doubles(apis, apiOf, (operation) => {
			const call = `${apiOf(operation)} is called by another operation, too`;
			return `${call}; add "variant", which says how this call differs, e.g. variant: 'msgtype text'`;
		}),
		...operations
			.filter(({ resource }) => !offered.includes(resource))
			.map(({ resource }) => `nodes/Wechat/resources/index.ts: add ${resource} to RESOURCES`),
	];
}

function apiOf({ sample: { request }, variant }: Operation): string {
	return [request?.method, request?.path, variant].filter(Boolean).join(' ');
}

/** Texts that the editor or the reference would lack. */
export function descriptionFindings(operations: readonly Operation[]): string[] {
	return operations.flatMap((operation) => {
		const { option, docs } = operation;
		const file = fileOf(operation);
		return [
			...(option.action.trim() === ''
				? [`${file}: "action" is empty; write what the list of actions shows, e.g. 'Get count of drafts'`]
				: []),
			...(option.description.length < 15
				? [`${file}: "description" must say in a sentence what the operation does`]
				: []),
			...(DOCS.test(docs)
				? []
				: [`${file}: "docs" must be the official page (https://developers.weixin.qq.com/…)`]),
		];
	});
}

/** Lists of choices that are unsorted or take expressions, in the built node; fields without a description. */
export function dropdownFindings(properties: readonly INodeProperties[]): string[] {
	return properties.flatMap((property) => {
		const { name, displayName, noDataExpression, options, description, displayOptions } = property;
		const resource = String(displayOptions?.show?.resource?.[0] ?? '');
		const place = `${displayName} of ${resource || 'the node'}`;
		if (name !== 'resource' && name !== 'operation') {
			const where = `nodes/Wechat/resources/${resource} or nodes/Wechat/fields`;
			return description || ['collection', 'notice'].includes(property.type)
				? []
				: [`${where}: ${place} needs a "description" that says what to enter`];
		}
		const names = (options ?? []).map((option) => option.name);
		const own = names.at(-1) === 'Custom API Call' ? names.slice(0, -1) : names;
		const isSend = (one: string) => name === 'operation' && one.startsWith('Send');
		const sorted = [...own].sort((a, b) => Number(isSend(b)) - Number(isSend(a)) || a.localeCompare(b));
		return [
			...(noDataExpression
				? []
				: [`nodes/Wechat/run/properties.ts: ${place} takes expressions; set noDataExpression`]),
			...(isDeepStrictEqual(own, sorted)
				? []
				: [
						name === 'resource'
							? `nodes/Wechat/resources/index.ts: RESOURCES must stand in the order of their names: ${sorted.join(', ')}`
							: `nodes/Wechat/run/properties.ts: ${place} is not sorted: sends first, both parts by name`,
					]),
		];
	});
}

/** Samples that do not give the request that they show, or that name fields that do not exist. */
export async function sampleFindings(operations: readonly Operation[]): Promise<string[]> {
	const findings = await Promise.all(
		operations.map(async (operation) => {
			const { sample, fields } = operation;
			const file = fileOf(operation);
			const known = fields.map((field) => field.name);
			const unknown = Object.keys(sample.params).filter((param) => !known.includes(param));
			const { requests } = await runSample(operation);
			const [first] = requests;
			return [
				...unknown.map(
					(param) =>
						`${file}: sample.params has ${param}, which is no field; add it to "fields", or take it out of the sample`,
				),
				...(isDeepStrictEqual(first && plain(first), sample.request && plain(sample.request))
					? []
					: [
							`${file}: sample.request must be what "request" makes of sample.params: ${JSON.stringify(first)}`,
						]),
			];
		}),
	);
	return findings.flat();
}

/** Fields of one name that have two types: an expression would mean different things. */
export function fieldTypeFindings(operations: readonly Operation[]): string[] {
	const types = new Map<string, string>();
	return operations.flatMap((operation) =>
		operation.fields.flatMap(({ name, type }) => {
			const known = types.get(name) ?? type;
			types.set(name, known);
			return known === type
				? []
				: [
						`${fileOf(operation)}: the field ${name} has type ${type}, and ${known} in other operations; give it another name, or their type`,
					];
		}),
	);
}

/** Texts that are refused when they are empty, without a mark that says so in the editor. */
export async function requiredFindings(operations: readonly Operation[]): Promise<string[]> {
	const findings = await Promise.all(
		operations.flatMap((operation) =>
			emptied(operation).map(async ({ place, required, params }) => {
				const call = async () => sampleAnswer(operation.sample);
				const refusal: unknown = await executeOperation(
					operation,
					stubItem(call, operation.sample),
					params,
				).then(
					() => undefined,
					(error: unknown) => error,
				);
				const refused = refusal instanceof InvalidInputError && refusal.rule === 'is empty';
				return refused && !required
					? [`${fileOf(operation)}: ${place} may not be empty; add required: true to the field`]
					: [];
			}),
		),
	);
	return findings.flat();
}

/** The parameters of a sample with one text after the other left empty, those in rows of fixed collections too. */
function emptied({ fields, sample }: Operation) {
	return fields.flatMap(({ name, displayName, required, type, options }) => {
		const value = sample.params[name];
		if (type !== 'fixedCollection') {
			return typeof value === 'string' && value !== ''
				? [{ place: displayName, required, params: { ...sample.params, [name]: '' } }]
				: [];
		}
		return (options as INodePropertyCollection[]).flatMap((group) => {
			const [row, ...rows] = ((value as IDataObject | undefined)?.[group.name] ?? []) as IDataObject[];
			if (!row) return [];
			return group.values.map((field) => ({
				place: `${displayName}, ${field.displayName}`,
				required: field.required,
				params: {
					...sample.params,
					[name]: { [group.name]: [{ ...row, [field.name]: '' }, ...rows] },
				},
			}));
		});
	});
}

/** Calls that would be repeated, or not repeated, against what the operation declares. */
export async function effectFindings(operations: readonly Operation[]): Promise<string[]> {
	const findings = await Promise.all(
		operations.map(async (operation) => {
			const { calls } = await runSample(operation);
			const wrong = calls.filter(({ rule }) => rule.effect === 'write' && operation.effect === 'read');
			return wrong.map(
				({ request }) =>
					`${fileOf(operation)}: "effect" must be 'write', since run writes to ${request.path}; or call with effect: 'read'`,
			);
		}),
	);
	return findings.flat();
}

/** What an output may say to be true besides `success`: states, and what became of a send. */
const FACTS: ReadonlySet<string> = new Set([
	'deleted',
	'elected',
	'open',
	'finished',
	'already_sent',
	'is_to_all',
]);

/** Outputs of writes that have a word of their own for "done", or none. */
export async function doneFindings(operations: readonly Operation[]): Promise<string[]> {
	const findings = await Promise.all(
		operations
			.filter(({ effect }) => effect === 'write')
			.map(async (operation) => {
				const { items, requests } = await runSample(operation);
				const json = items[0]?.json ?? {};
				const own = Object.keys(json).filter(
					(key) => json[key] === true && key !== 'success' && !FACTS.has(key),
				);
				const sent = JSON.stringify(requests);
				const news = Object.values(json).filter((value) => !sent.includes(JSON.stringify(value)));
				const isSend = operation.fields.some(({ name }) => name === 'touser' || name === 'confirmAll');
				const isSilent = json.success !== true && (isSend || news.length === 0);
				return [
					...own.map(
						(key) => `${fileOf(operation)}: the output says "${key}": true; the word for "done" is "success"`,
					),
					...(isSilent && Object.keys(json).length > 0
						? [
								`${fileOf(operation)}: the output must say "success": true; give "output" the kind "acknowledgement"`,
							]
						: []),
				];
			}),
	);
	return findings.flat();
}

/** Without entries that are undefined, which are never sent, and with bytes as text. */
export function plain(request: ApiRequest): unknown {
	return JSON.parse(JSON.stringify({ ...request, query: request.query ?? {} }));
}

/** What is said of every operation but the first one with the same key. */
function doubles(
	operations: readonly Operation[],
	keyOf: (operation: Operation) => string,
	say: (operation: Operation) => string,
): string[] {
	const seen = new Set<string>();
	return operations.flatMap((operation) => {
		const key = keyOf(operation);
		const isDouble = seen.has(key);
		seen.add(key);
		return isDouble ? [`${fileOf(operation)}: ${say(operation)}`] : [];
	});
}
