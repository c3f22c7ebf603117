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
 * their own version numbers. This is the only place that knows what older versions lack, and what replaces it there.
 */

/** The oldest supported n8n; an older one shows a sentence that says so. */
export const OLDEST_HOST = '1.123';

/** Methods of n8n's contexts that not every version has. */
interface NewerContext {
	isToolExecution?: () => boolean;
	getWebhookResourceUrl?: (name: string) => string | undefined;
}

/** Exports of n8n that not every version has. */
interface NewerHost {
	WEBHOOK_RESOLVERS?: symbol;
	NodeConnectionTypes?: { Main: 'main' };
}

/**
 * Whether n8n calls the node as a function, one of its two ways to run a tool: then nothing distinguishes two calls.
 *
 * @param n8n the node's context
 */
export function isToolExecution(n8n: IExecuteFunctions): boolean {
	const { isToolExecution: ask } = n8n as NewerContext;
	return ask ? ask.call(n8n) : isTool(n8n) && isFunction(n8n);
}

/**
 * Whether n8n runs the node as a workflow node on behalf of an agent, its other way to run a tool: before 2.38 an error thrown there also
 * ends the agent's run.
 *
 * @param n8n the node's context
 */
export function isToolNode(n8n: IExecuteFunctions): boolean {
	return isTool(n8n) && !isFunction(n8n);
}

/** n8n changes the type of a node that is used as a tool. */
function isTool(n8n: IExecuteFunctions): boolean {
	return /Tool$/.test(n8n.getNode().type);
}

function isFunction(n8n: IExecuteFunctions): boolean {
	return 'getNextRunIndex' in n8n;
}

/**
 * The webhook URL of the current request, or the test URL while n8n listens for a test.
 *
 * @param n8n the context of a request, or of publishing
 * @returns undefined where n8n (before 2.41) knows only the production URL
 */
export function requestedUrl(n8n: IWebhookFunctions | IHookFunctions): string | undefined {
	const { getWebhookResourceUrl: ask } = n8n as NewerContext;
	return ask?.call(n8n, 'default');
}

/** A field of a webhook's description: an expression for every n8n, and a function for versions that can use it instead. */
export interface ResolvedField {
	/** The expression, including `={{ }}`. */
	template: string;
	/** Computes the same value from the node's parameters. */
	resolve: (parameters: Readonly<Record<string, unknown>>) => string;
}

/**
 * Describes fields of a webhook that depend on the node's parameters. An expression takes milliseconds for every request; from 2.41 on n8n
 * accepts a function next to it.
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
 * Whether n8n answers a webhook (`onReceived`) only after it has stored or queued the execution. It does since 2.8, but no function says
 * so. This one was added soon after (present in 2.14.2, not in 2.8.4): where it exists, n8n stores first; for versions in between the
 * trigger holds pushes unnecessarily.
 */
export const answersAfterStoring = 'resolveNodeWebhookId' in host;

/**
 * Whether n8n runs this process next to others that do the same work: a worker, or a webhook processor. The context of every supported n8n
 * contains that, though its types do not.
 *
 * @param n8n any context
 * @returns false for a process that does all of the work, and for one that does not say
 */
export function worksBesideOthers(n8n: object): boolean {
	const { instanceSettings } = n8n as { instanceSettings?: { instanceType?: string } };
	return ['worker', 'webhook'].includes(instanceSettings?.instanceType ?? '');
}

/** The connection type of items, also where n8n has no such constant: a package that fails to load could not show any message. */
export const MAIN: NodeConnectionType = (host as NewerHost).NodeConnectionTypes?.Main ?? 'main';

/** Undefined, or the sentence for users whose n8n is too old, who would otherwise read about undefined functions. */
export const tooOld: string | undefined =
	'createRunExecutionData' in host
		? undefined
		: `This n8n is too old for n8n-nodes-wechat-mp, which needs n8n ${OLDEST_HOST} or newer`;
