import type { IDataObject, INodeExecutionData, INodeProperties, NodePropertyTypes } from 'n8n-workflow';
import type { AccountType } from '../../core/errors/accountTypes';
import type { ApiAnswer, ApiRequest } from '../../core/api/wire';
import type { Output } from '../shared/answerItems';
import type { ItemContext } from '../shared/itemContexts';
import type { MediaType } from '../shared/mediaRules';

/** A field of the editor whose name and type the compiler knows. */
export type Field<
	N extends string = string,
	T extends NodePropertyTypes = NodePropertyTypes,
> = INodeProperties & {
	name: N;
	type: T;
};

type ValueOf<T> = T extends 'boolean'
	? boolean
	: T extends 'number'
		? number
		: T extends 'collection' | 'fixedCollection' | 'resourceMapper'
			? IDataObject
			: T extends 'json'
				? string | IDataObject
				: string;

/** The values of an operation's fields, by name. */
export type Params<F extends readonly Field[]> = { [K in F[number] as K['name']]: ValueOf<K['type']> };

/** An example, used by the tests, the reference and the simulator check. */
export interface Sample {
	params: IDataObject;
	/** The first request, without the bytes of an upload, see `inputFile`. Left out where no API is called. */
	request?: ApiRequest;
	response: IDataObject;
	/** A file in the input item's field `data`. */
	inputFile?: SampleFile;
	/** The file that WeChat answers with, instead of `response`. */
	answerFile?: SampleFile;
}

/** A small file; `base64` has its bytes. */
export interface SampleFile {
	fileName: string;
	contentType: string;
	base64: string;
}

/** One operation: data, and one pure function that turns parameters into a request. */
export interface Operation {
	/** Value of its resource. */
	resource: string;
	option: {
		/** In English. */
		name: string;
		value: string;
		/** Its name in WeChat's console or documentation; the editor shows it after `name` and `action`. */
		chinese: string;
		/** In the imperative, without articles. */
		action: string;
		description: string;
	};
	/** URL of the official page. */
	docs: string;
	/** Distinguishes operations that call the same method and path, e.g. `msgtype text`. */
	variant: string | undefined;
	/** A write is never repeated after an unknown result, unless WeChat deduplicates it. */
	effect: 'read' | 'write';
	/** Whether the request has an id by which WeChat drops a duplicate. */
	deduplicated: boolean;
	/** Whether items may be processed concurrently: reads and sends may; changes of shared settings may not. */
	parallel: boolean;
	/** Name of the field with the recipient or follower: items with the same one are processed one after the other, in order. */
	inOrderOf: string | undefined;
	account: AccountType;
	fields: INodeProperties[];
	/** Names of text fields that accept an array as well. */
	lists: readonly string[];
	/** Codes that concern every item alike unless the field of that name contains an expression, e.g. for a deleted template. */
	sameForAll: Readonly<Record<number, string>>;
	/** Advice for codes that have a particular meaning here. */
	hints: Readonly<Record<number, string>>;
	sample: Sample;
	/** Builds the request; undefined where `run` does the work. */
	request: ((params: IDataObject, item: ItemContext) => ApiRequest) | undefined;
	output: Output;
	/** Properties of the request body that the output repeats, so that it shows who got what; `tag.id` becomes `id`. */
	echo: readonly string[];
	/** Reduces an item when its field Simplify is on. */
	simple: Simple | undefined;
	/** Files to upload before the request is made, if the fields ask for it. */
	media: readonly MediaSource[];
	/**
	 * Sends a preview of a message to a tester before its request is made; returns the output instead of the request where the fields only
	 * ask for a preview.
	 */
	preview: Preview | undefined;
	/** For operations that need more than one call. */
	run: ((params: IDataObject, item: ItemContext) => Promise<INodeExecutionData[]>) | undefined;
	/**
	 * Makes the workflow wait after the items have been processed, until a webhook of the node continues it: returns Unix milliseconds, or
	 * undefined for no limit. If left out, it does not wait. `timezone` is that of the workflow.
	 */
	waitUntil: ((params: IDataObject, now: number, timezone: string) => number | undefined) | undefined;
	/** Turns an answer into items where `output` cannot describe that. */
	toItems: ((answer: ApiAnswer, item: ItemContext) => Promise<INodeExecutionData[]>) | undefined;
}

/** Names of the fields that specify a file, and the kind of media it is used as. */
export interface MediaSource {
	kind: MediaType;
	/** Name of the file in messages, e.g. `Thumbnail`; empty where there is only one file. */
	label: string;
	from: string;
	id: string;
	file: string;
	url: string;
}

/** Reduces an item to what most workflows need, under WeChat's names. */
export type Simple = (json: IDataObject) => IDataObject;

/** See {@link Operation.preview}. */
export type Preview = (
	request: ApiRequest,
	params: IDataObject,
	item: ItemContext,
) => Promise<INodeExecutionData[] | undefined>;

interface Definition<F extends readonly Field[]> {
	option: Operation['option'];
	docs: string;
	variant?: string;
	effect: 'read' | 'write';
	deduplicated?: boolean;
	parallel?: boolean;
	inOrderOf?: F[number]['name'];
	account: AccountType;
	fields: readonly [...F];
	lists?: readonly F[number]['name'][];
	sameForAll?: Readonly<Record<number, F[number]['name']>>;
	hints?: Readonly<Record<number, string>>;
	sample: Sample;
	request?: (params: Params<F>, item: ItemContext) => ApiRequest;
	output?: Output;
	echo?: readonly string[];
	simple?: Simple;
	media?: readonly MediaSource[];
	preview?: Preview;
	run?: (params: Params<F>, item: ItemContext) => Promise<INodeExecutionData[]>;
	waitUntil?: (params: Params<F>, now: number, timezone: string) => number | undefined;
	toItems?: Operation['toItems'];
}

/**
 * Defines one operation; the compiler knows the names and types of its fields inside `request` and `run`.
 *
 * @param definition literal fields (the lint rules read them), and either `request` with `output`, or `run`
 */
export function defineOperation<
	N extends string,
	T extends NodePropertyTypes,
	F extends readonly Field<N, T>[],
>(definition: Definition<F>): UnregisteredOperation {
	const { request, run, waitUntil } = definition;
	return {
		...definition,
		fields: [...definition.fields],
		variant: definition.variant,
		deduplicated: definition.deduplicated ?? false,
		parallel: definition.parallel ?? definition.effect === 'read',
		inOrderOf: definition.inOrderOf,
		lists: definition.lists ?? [],
		sameForAll: definition.sameForAll ?? {},
		hints: definition.hints ?? {},
		output: definition.output ?? { kind: 'one' },
		echo: definition.echo ?? [],
		simple: definition.simple,
		media: definition.media ?? [],
		preview: definition.preview,
		request: request && ((params, item) => request(params as Params<F>, item)),
		run: run && (async (params, item) => await run(params as Params<F>, item)),
		waitUntil: waitUntil && ((params, now, timezone) => waitUntil(params as Params<F>, now, timezone)),
		toItems: definition.toItems,
	};
}

/** An operation before {@link defineResource} assigns it to a resource. */
export type UnregisteredOperation = Omit<Operation, 'resource'>;

/** One entry of the node's resource list, with its operations. */
export interface ResourceDefinition<V extends string> {
	value: V;
	/** In English. */
	name: string;
	/** Its name in WeChat's console; the editor shows it after `name`. */
	chinese: string;
	/** What n8n's assistant would otherwise get wrong. */
	advice?: string;
	operations: readonly Operation[];
}

/**
 * Defines one resource: the only place with its name, its value and its list of operations.
 *
 * @param definition `operations` from {@link defineOperation}, in any order
 */
export function defineResource<V extends string>(definition: {
	value: V;
	name: string;
	chinese: string;
	advice?: string;
	operations: readonly UnregisteredOperation[];
}): ResourceDefinition<V> {
	const { value, operations } = definition;
	return { ...definition, operations: operations.map((operation) => ({ ...operation, resource: value })) };
}
