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

/** An example that drives the tests, the reference and the simulator check. */
export interface Sample {
	params: IDataObject;
	/** The first request; of an upload without its bytes, see `inputFile`. Left out where no API is called. */
	request?: ApiRequest;
	response: IDataObject;
	/** A file in the input item's field `data`. */
	inputFile?: SampleFile;
	/** The file that WeChat answers with, instead of `response`. */
	answerFile?: SampleFile;
}

/** A small file; `base64` holds its bytes. */
export interface SampleFile {
	fileName: string;
	contentType: string;
	base64: string;
}

/** One operation: data, and one pure function that turns parameters into a request. */
export interface Operation {
	/** Value of the resource that it belongs to. */
	resource: string;
	option: {
		/** In English. */
		name: string;
		value: string;
		/** What WeChat's console or documentation calls it; the editor shows it behind `name` and `action`. */
		chinese: string;
		/** In the imperative, without articles. */
		action: string;
		description: string;
	};
	/** The official page. */
	docs: string;
	/** What tells operations apart that call the same method and path, e.g. `msgtype text`. */
	variant: string | undefined;
	/** A write is never repeated after an unknown result, unless WeChat de-duplicates it. */
	effect: 'read' | 'write';
	/** Whether the request carries an id by which WeChat drops a second copy. */
	deduplicated: boolean;
	/** Whether items may be worked on side by side: reads and sends; not what changes shared settings. */
	parallel: boolean;
	/** Name of the field that holds the person: items for the same one are worked on one after the other, in order. */
	inOrderOf: string | undefined;
	account: AccountType;
	fields: INodeProperties[];
	/** Names of text fields that take an array as well. */
	lists: readonly string[];
	/** Codes that concern every item alike when the field of that name holds no expression, e.g. a template that is gone. */
	sameForAll: Readonly<Record<number, string>>;
	/** Advice for codes that mean something particular here. */
	hints: Readonly<Record<number, string>>;
	sample: Sample;
	/** Builds the request; undefined where `run` does the work. */
	request: ((params: IDataObject, item: ItemContext) => ApiRequest) | undefined;
	output: Output;
	/** Properties of the request's body that the output repeats, so that it says who got what; `tag.id` becomes `id`. */
	echo: readonly string[];
	/** What of an item is left when its field Simplify is on. */
	simple: Simple | undefined;
	/** Files that are uploaded before the request is made, where their fields say so. */
	media: readonly MediaSource[];
	/**
	 * Shows a message to whoever tries the node out, before its request is made; gives the output in place of the request where
	 * the fields ask for nothing more.
	 */
	preview: Preview | undefined;
	/** For work that takes more than one call. */
	run: ((params: IDataObject, item: ItemContext) => Promise<INodeExecutionData[]>) | undefined;
	/**
	 * Lets the workflow wait after the items have been worked on, until a webhook of the node continues it: gives Unix
	 * milliseconds, or undefined for no limit. Left out, it does not wait. `timezone` is that of the workflow.
	 */
	waitUntil: ((params: IDataObject, now: number, timezone: string) => number | undefined) | undefined;
	/** Turns an answer into items in another way than `output` does. */
	toItems: ((answer: ApiAnswer, item: ItemContext) => Promise<INodeExecutionData[]>) | undefined;
}

/** Names of the fields that say which file is meant, and as what it is used. */
export interface MediaSource {
	kind: MediaType;
	/** The name by which messages call the file, e.g. `Thumbnail`; empty where there is one file only. */
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

/** An operation before {@link defineResource} says where it belongs. */
export type UnregisteredOperation = Omit<Operation, 'resource'>;

/** One entry of the node's resource list, with its operations. */
export interface ResourceDefinition<V extends string> {
	value: V;
	/** In English. */
	name: string;
	/** What WeChat's console calls it; the editor shows it behind `name`. */
	chinese: string;
	/** What n8n's assistant would otherwise get wrong. */
	advice?: string;
	operations: readonly Operation[];
}

/**
 * Defines one resource: the only place that knows its name, its value and which operations it has.
 *
 * @param definition `operations` as {@link defineOperation} gives them, in any order
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
