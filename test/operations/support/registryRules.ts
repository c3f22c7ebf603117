import { isDeepStrictEqual } from 'node:util';
import type { IDataObject, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import type { ApiRequest } from '../../../core/api/wire';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import type { Operation, UnregisteredOperation } from '../../../nodes/Wechat/operation';
import { executeOperation, runSample } from './executeOperation';
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
					`${file} is not registered: add it to operations in resources/${folder}/index.ts`,
			),
		...registered
			.filter(({ option }) => !found.some(({ operation }) => operation.option === option))
			.map((operation) => `${nameOf(operation)} is registered but in no file`),
		...found.flatMap(({ file, folder, operation }) => {
			const resource = registrationOf(operation)?.resource ?? folder;
			return resource === folder
				? []
				: [`${file} defines an operation of ${resource}: move it to resources/${resource}/`];
		}),
	];
}

/** Operations that cannot be told apart, or whose resource is not offered. */
export function uniquenessFindings(
	operations: readonly Operation[],
	resources: readonly Resource[],
): string[] {
	const offered = resources.map(({ value }) => value);
	return [
		...repeated(operations.map(nameOf)).map((name) => `${name} exists twice`),
		...repeated(operations.map(({ option, resource }) => `${resource} → "${option.name}"`)).map(
			(name) => `${name} is offered twice`,
		),
		...repeated(
			operations.flatMap(({ sample: { request }, variant }) =>
				request ? [[request.method, request.path, variant].filter(Boolean).join(' ')] : [],
			),
		).map((route) => `${route} belongs to two operations; declare a variant`),
		...operations
			.filter(({ resource }) => !offered.includes(resource))
			.map((operation) => `${nameOf(operation)} has a resource that is not offered`),
	];
}

/** Texts that the editor or the reference would lack. */
export function descriptionFindings(operations: readonly Operation[]): string[] {
	return operations.flatMap((operation) => {
		const { option, docs } = operation;
		const name = nameOf(operation);
		return [
			...(option.action.trim() === '' ? [`${name} has no action`] : []),
			...(option.description.length < 15 ? [`${name} has no description`] : []),
			...(DOCS.test(docs) ? [] : [`${name} has no official page`]),
		];
	});
}

/** Lists of choices that are unsorted or take expressions, in the built node; fields without a description. */
export function dropdownFindings(properties: readonly INodeProperties[]): string[] {
	return properties.flatMap((property) => {
		const { name, displayName, noDataExpression, options, description, displayOptions } = property;
		const place = `${displayName} of ${String(displayOptions?.show?.resource?.[0] ?? 'the node')}`;
		if (name !== 'resource' && name !== 'operation') {
			return description || ['collection', 'notice'].includes(property.type)
				? []
				: [`${place} has no description`];
		}
		const names = (options ?? []).map((option) => option.name);
		const own = names.at(-1) === 'Custom API Call' ? names.slice(0, -1) : names;
		return [
			...(noDataExpression ? [] : [`${place} takes expressions`]),
			...(isDeepStrictEqual(
				own,
				[...own].sort((a, b) => a.localeCompare(b)),
			)
				? []
				: [`${place} is not sorted by name`]),
		];
	});
}

/** Samples that do not give the request that they show, or that name fields that do not exist. */
export async function sampleFindings(operations: readonly Operation[]): Promise<string[]> {
	const findings = await Promise.all(
		operations.map(async (operation) => {
			const { sample, fields } = operation;
			const name = nameOf(operation);
			const known = fields.map((field) => field.name);
			const unknown = Object.keys(sample.params).filter((param) => !known.includes(param));
			const { requests } = await runSample(operation);
			const [first] = requests;
			return [
				...unknown.map((param) => `${name}: the sample gives ${param}, which is no field`),
				...(isDeepStrictEqual(first && plain(first), sample.request && plain(sample.request))
					? []
					: [`${name}: the sample gives ${JSON.stringify(first)}`]),
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
			return known === type ? [] : [`${nameOf(operation)}: ${name} is ${type}, elsewhere ${known}`];
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
					? [`${nameOf(operation)}: ${place} may not be empty and is not required`]
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
			return wrong.map(({ request }) => `${nameOf(operation)} declares a read and writes to ${request.path}`);
		}),
	);
	return findings.flat();
}

/** Without entries that are undefined, which are never sent, and with bytes as text. */
export function plain(request: ApiRequest): unknown {
	return JSON.parse(JSON.stringify({ ...request, query: request.query ?? {} }));
}

function repeated(names: string[]): string[] {
	return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
