import * as host from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHookFunctions,
	IWebhookDescription,
	IWebhookFunctions,
	NodeConnectionType,
} from 'n8n-workflow';

/*
 * What the running n8n can do. The ability itself is tested, never the version: forks, patched releases and mocks have
 * numbers of their own. This is the one place that knows what older versions lack, and what takes its place there.
 */

/** The oldest n8n that this package works on; an older one gets a sentence that says so. */
export const OLDEST_HOST = '1.123';

/** As much of n8n's contexts as is not there in every version. */
interface NewerContext {
	isToolExecution?: () => boolean;
	getWebhookResourceUrl?: (name: string) => string | undefined;
}

/** As much of n8n's exports as is not there in every version. */
interface NewerHost {
	WEBHOOK_RESOLVERS?: symbol;
	NodeConnectionTypes?: { Main: 'main' };
}

/**
 * Whether n8n calls the node as a function, which is one of its two ways to run a tool: nothing tells two calls apart then.
 *
 * @param n8n the node's context
 */
export function isToolExecution(n8n: IExecuteFunctions): boolean {
	const { isToolExecution: ask } = n8n as NewerContext;
	return ask ? ask.call(n8n) : isTool(n8n) && isFunction(n8n);
}

/**
 * Whether n8n runs the node as a node of the workflow on behalf of an agent, its other way to run a tool: before 2.38 an error
 * that is thrown there ends the run of the agent as well.
 *
 * @param n8n the node's context
 */
export function isToolNode(n8n: IExecuteFunctions): boolean {
	return isTool(n8n) && !isFunction(n8n);
}

/** n8n gives a node that is used as a tool another type. */
function isTool(n8n: IExecuteFunctions): boolean {
	return /Tool$/.test(n8n.getNode().type);
}

function isFunction(n8n: IExecuteFunctions): boolean {
	return 'getNextRunIndex' in n8n;
}

/**
 * The address of the present request's webhook, that of a test while one is listened for.
 *
 * @param n8n the context of a request, or of publishing
 * @returns undefined where n8n (before 2.41) knows the production address only
 */
export function requestedUrl(n8n: IWebhookFunctions | IHookFunctions): string | undefined {
	const { getWebhookResourceUrl: ask } = n8n as NewerContext;
	return ask?.call(n8n, 'default');
}

/** A field of a webhook's description: how every n8n reads it, and how one that can spares itself the expression. */
export interface ResolvedField {
	/** With its `={{ }}`. */
	template: string;
	/** Gives the same value for the node's parameters. */
	resolve: (parameters: Readonly<Record<string, unknown>>) => string;
}

/**
 * Describes fields of a webhook that depend on the node's parameters. An expression costs milliseconds for every request; n8n
 * from 2.41 on takes a function beside it.
 *
 * @param fields by their names
 */
export function webhookFields<Name extends 'path' | 'responseMode'>(
	fields: Record<Name, ResolvedField>,
): Record<Name, string> & Partial<IWebhookDescription> {
	const entries = Object.entries<ResolvedField>(fields);
	const templates = Object.fromEntries(entries.map(([name, { template }]) => [name, template]));
	const { WEBHOOK_RESOLVERS: key } = host as NewerHost;
	return { ...templates, ...(key === undefined ? {} : { [key]: fields }) } as Record<Name, string>;
}

/**
 * Whether n8n answers a webhook only after it has stored or queued the execution (`onReceived`): it does from 2.8 on, and no
 * function says so. This one came soon after (seen in 2.14.2, not in 2.8.4): where it is, the promise holds, and between the two
 * the trigger holds pushes without need.
 */
export const answersAfterStoring = 'resolveNodeWebhookId' in host;

/**
 * Whether n8n runs this process beside others that do the same work: a worker, or a webhook processor. That is known of the context of
 * every supported n8n, though it is not among its types.
 *
 * @param n8n any context
 * @returns false of a process that does all of the work, and of one that does not say
 */
export function worksBesideOthers(n8n: object): boolean {
	const { instanceSettings } = n8n as { instanceSettings?: { instanceType?: string } };
	return ['worker', 'webhook'].includes(instanceSettings?.instanceType ?? '');
}

/** The connection that carries items, also where n8n has no such constant: a package that cannot be loaded says nothing. */
export const MAIN: NodeConnectionType = (host as NewerHost).NodeConnectionTypes?.Main ?? 'main';

/** Nothing, or the sentence for people whose n8n is too old; without this, they would read about undefined functions. */
export const tooOld: string | undefined =
	'createRunExecutionData' in host
		? undefined
		: `This n8n is too old for n8n-nodes-wechat-mp, which needs n8n ${OLDEST_HOST} or newer`;
