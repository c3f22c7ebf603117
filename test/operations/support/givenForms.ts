import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../../core/json/isRecord';
import type { ApiRequest } from '../../../core/api/wire';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { paramReader, refuseUnusable } from '../../../nodes/Wechat/run/params';
import { runOperation } from '../../../nodes/Wechat/run/runOperation';
import type { Operation } from '../../../nodes/Wechat/operation';
import type { ItemContext } from '../../../nodes/shared/itemContexts';
import { sampleAnswer, stubItem } from './stubItem';

/** One input of an operation, however deep it stands in collections. */
export interface Place {
	field: INodeProperties;
	/** The names of the fields around it and its own, as the editor shows them. */
	labels: readonly string[];
	/** What the editor would keep there. */
	value: unknown;
	/** Whether its field takes a list as well. */
	takesList: boolean;
	/** Gives the parameters with another value in this place. */
	put(value: unknown): IDataObject;
}

/** What became of one set of parameters. */
export interface Outcome {
	requests: ApiRequest[];
	/** Thrown instead of an output. */
	error?: unknown;
	/** What the operation gave, where it makes no request. */
	given: unknown;
}

const MOST_CALLS = 50;

/** @returns every input of an operation, filled as in its sample, or with the defaults of the editor */
export function placesOf({ fields, lists, sample }: Operation): Place[] {
	return fields.flatMap((field) =>
		placesIn({
			field,
			labels: [field.displayName],
			value: sample.params[field.name] ?? field.default,
			takesList: lists.includes(field.name),
			put: (value) => ({ ...sample.params, [field.name]: value as IDataObject }),
		}),
	);
}

function placesIn(place: Place): Place[] {
	const { field, value } = place;
	if (field.type === 'collection') return [place, ...childPlaces(place, value, children(field), place.put)];
	if (field.type !== 'fixedCollection') return [place];
	const groups = (field.options ?? []).flatMap((option) => ('values' in option ? [option] : []));
	const inside = groups.flatMap(({ name, values }) => {
		const given = isRecord(value) ? value[name] : undefined;
		const [first = defaultsOf(values), ...rest] = [given ?? []].flat();
		const isList = field.typeOptions?.multipleValues === true;
		return childPlaces(place, first, values, (row) =>
			place.put({ ...(value as object), [name]: isList ? [row, ...rest] : row }),
		);
	});
	return [place, ...inside];
}

function childPlaces(
	parent: Place,
	around: unknown,
	fields: readonly INodeProperties[],
	putAround: Place['put'],
): Place[] {
	const held = isRecord(around) ? around : {};
	return fields.flatMap((field) =>
		placesIn({
			field,
			labels: [...parent.labels, field.displayName],
			value: held[field.name] ?? field.default,
			takesList: false,
			put: (value) => putAround({ ...held, [field.name]: value }),
		}),
	);
}

function children({ options = [] }: INodeProperties): INodeProperties[] {
	return options.filter((option): option is INodeProperties => 'type' in option);
}

function defaultsOf(fields: readonly INodeProperties[]): Record<string, unknown> {
	return Object.fromEntries(fields.map((field) => [field.name, field.default]));
}

/** What became of parameters by their typed values: an article takes long to build. */
const known = new WeakMap<Operation, Map<string, Promise<Outcome>>>();
/** Operations that ask n8n for a parameter themselves, so that typed values do not tell everything. */
const askingN8n = new WeakSet<Operation>();

/**
 * Carries an operation out with parameters as n8n gives them when all of them are expressions.
 *
 * @param params by name; what is missing has the default of its field
 */
export async function carryOut(operation: Operation, params: IDataObject): Promise<Outcome> {
	const n8n = {
		getNode: () => ({ name: 'WeChat', parameters: asExpressions(params) }),
		getInputData: () => [{ json: {} }],
		getNodeParameter: (name: string, _item: number, fallback: unknown) => extracted(params[name], fallback),
	} as unknown as IExecuteFunctions;
	const typed = paramReader(operation, n8n)(0);
	const outcomes = known.get(operation) ?? new Map<string, Promise<Outcome>>();
	known.set(operation, outcomes);
	const key = keyOf(typed) + (askingN8n.has(operation) ? keyOf(params) : '');
	const outcome = outcomes.get(key) ?? run(operation, typed, n8n);
	outcomes.set(key, outcome);
	return await outcome;
}

async function run(operation: Operation, params: IDataObject, given: IExecuteFunctions): Promise<Outcome> {
	const { sample } = operation;
	const requests: ApiRequest[] = [];
	const call: ItemContext['connection']['call'] = async (request) => {
		refuseUnusable(operation, params);
		if (requests.push(request) > MOST_CALLS) throw new Error('there is no end to the calls');
		return sampleAnswer(sample);
	};
	const item = stubItem(call, sample, requests);
	const getNodeParameter = (name: string, index: number, fallback?: unknown): unknown => {
		askingN8n.add(operation);
		return given.getNodeParameter(name, index, fallback);
	};
	Object.assign(item.n8n, { ...given, getNodeParameter, getParentNodes: () => [] });
	try {
		const items = await runOperation(operation, params, item);
		return { requests, given: requests.length > 0 ? undefined : items };
	} catch (error) {
		return { requests, error, given: undefined };
	}
}

/** Tells typed values apart, and a value that is refused from any other. */
function keyOf(params: IDataObject): string {
	return JSON.stringify(
		Object.keys(params).map((name) => [name, heldOrRefused(params, name)]),
		(_, value) =>
			value === undefined || Number.isNaN(value) || typeof value === 'function'
				? `\0${String(value)}`
				: value,
	);
}

function heldOrRefused(params: IDataObject, name: string): unknown {
	try {
		return params[name];
	} catch (error) {
		return { refused: String(error) };
	}
}

function asExpressions(params: IDataObject): IDataObject {
	return Object.fromEntries(Object.keys(params).map((name) => [name, '={{ given() }}']));
}

/** What n8n makes of a value before it hands it on: it looks for the value in a locator. */
function extracted(value: unknown, fallback: unknown): unknown {
	if (value === undefined) return fallback;
	return isRecord(value) && 'mode' in value && 'value' in value ? value.value : structuredCloneOf(value);
}

/** Operations may change what they are given; dates and functions stay as they are. */
function structuredCloneOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(structuredCloneOf);
	if (!isRecord(value) || 'toJSON' in value) return value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, structuredCloneOf(one)]));
}

/**
 * @returns other forms in which an expression may give the same value
 */
export function otherForms({ field, value, takesList }: Place): unknown[] {
	switch (field.type) {
		case 'string':
		case 'color':
		case 'dateTime':
			if (typeof value !== 'string') return [];
			return [...textForms(value), ...(takesList ? listForms(value) : [])];
		case 'resourceLocator':
			return locatorForms(value);
		case 'number':
			return typeof value === 'number' ? [String(value), ` ${value}\n`] : [];
		case 'options':
			return typeof value === 'string' || typeof value === 'number' ? optionForms(value) : [];
		case 'multiOptions':
			return typeof value === 'string' ? listForms(value) : [];
		case 'json':
		case 'collection':
		case 'fixedCollection':
		case 'resourceMapper':
			return jsonForms(field, value);
		default:
			return [];
	}
}

/** Forms of a switch that is on, or off. */
export const SWITCH_FORMS: ReadonlyArray<readonly [boolean, readonly unknown[]]> = [
	[true, ['true', 'TRUE', '1', 1]],
	[false, ['false', ' False', '0', 0]],
];

/** Means nothing in any field. */
const JUNK: readonly unknown[] = [null, '', NaN, [], [{ a: 1 }], {}, { a: { b: 1 } }, () => 1];
/** Means nothing but in a text. */
const WORDS = ['maybe', true, -0.5];
const TEXTS = ['string', 'color', 'dateTime', 'resourceLocator', 'multiOptions'];

/** @returns values that mean nothing in a place */
export function junkFor({ field }: Place): readonly unknown[] {
	return TEXTS.includes(field.type) ? JUNK : [...JUNK, ...WORDS];
}

const isWholeNumber = (text: string) => /^(?:0|[1-9]\d{0,14})$/.test(text);
/** As dates of n8n: objects that say in JSON what they are. */
const dateLike = (text: string) => ({ toJSON: () => text, ts: 0 });

function textForms(text: string): unknown[] {
	const forms: unknown[] = text === '' ? [null] : [dateLike(text)];
	return isWholeNumber(text) ? [...forms, Number(text)] : forms;
}

function listForms(text: string): unknown[] {
	const words = text.split(/[,\n]/).map((word) => word.trim());
	return [words, JSON.stringify(words), ...(words.every(isWholeNumber) ? [words.map(Number)] : [])];
}

function locatorForms(value: unknown): unknown[] {
	const bare = isRecord(value) ? value.value : value;
	if (typeof bare !== 'string') return [];
	const locators = ['id', 'list'].map((mode) => ({ __rl: true, mode, value: bare, cachedResultName: 'X' }));
	return [bare, ` ${bare}\n`, ...locators, ...(isWholeNumber(bare) ? [Number(bare)] : [])];
}

function optionForms(value: string | number): unknown[] {
	const text = String(value);
	return [`${text} `, ...(isWholeNumber(text) ? [typeof value === 'number' ? text : Number(text)] : [])];
}

function jsonForms({ type, typeOptions }: INodeProperties, value: unknown): unknown[] {
	if (typeof value === 'string') {
		try {
			return [JSON.parse(value) as unknown];
		} catch {
			return [];
		}
	}
	const forms: unknown[] = [JSON.stringify(value)];
	const groups = isRecord(value) ? Object.values(value) : [];
	const [rows] = groups;
	if (type !== 'fixedCollection' || groups.length !== 1) return forms;
	if (!typeOptions?.multipleValues) return [...forms, rows, [rows]];
	return Array.isArray(rows) && rows.length === 1 ? [...forms, rows, rows[0]] : [...forms, rows];
}

/**
 * @param isAsNew whether the default of the field has the same outcome: another field is wrong then, or nothing
 * @returns what is wrong with how a value that means nothing was taken; undefined if nothing
 */
export function complaint(
	{ labels }: Place,
	{ error, requests }: Outcome,
	isAsNew: boolean,
): string | undefined {
	if (BROKEN.some((broken) => error instanceof broken)) {
		return `crashes: ${(error as Error).stack?.split('\n').slice(0, 3).join(' | ')}`;
	}
	if (!(error instanceof InvalidInputError)) return undefined;
	if (requests.length > 0) return `is refused after ${requests.length} requests: ${error.message}`;
	// Rows are named one by one: Answer 1, not Answers.
	const names = labels.flatMap((label) => [
		label.replace(/(?<=[^s])(?:es|s)$/, ''),
		ELSEWHERE[label] ?? label,
	]);
	return isAsNew || names.some((name) => error.message.includes(name))
		? undefined
		: `is refused without its name: ${error.message}`;
}

/** An empty Push lets the node look for the trigger, and there is none here. */
const ELSEWHERE: Readonly<Record<string, string>> = { Push: 'Passive Reply' };

const BROKEN = [TypeError, RangeError, ReferenceError, SyntaxError];
