import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { outputKey } from '../../core/push/pushKey';

/** The value of Respond in the WeChat Trigger that lets a later node answer; n8n's own name for it. */
export const BY_NODE = 'responseNode';

const TRIGGER = /\.wechatTrigger$/;

/** Execution modes in which the user wants the workflow to act again. */
const TEST_OR_RETRY: ReadonlySet<string> = new Set(['manual', 'retry', 'evaluation']);

/** The WeChat Trigger that started an execution. */
export interface StartingPush {
	/** Name of the trigger. */
	name: string;
	/** The trigger's parameter of this name. */
	responseMode: unknown;
	/** The trigger's output. */
	json: IDataObject;
}

/**
 * Finds the push that started this execution: the output of the WeChat Trigger before this node, whatever its name and however many nodes
 * and branches are in between.
 *
 * @param n8n the node's context
 * @param itemIndex which input item
 * @returns undefined when no such trigger has run
 */
export function startingPush(n8n: IExecuteFunctions, itemIndex: number): StartingPush | undefined {
	const triggers = triggersBefore(n8n);
	if (triggers.length === 0) return undefined;
	const { $ } = n8n.getWorkflowDataProxy(itemIndex) as unknown as { $: (node: string) => NodeProxy };
	for (const { name, parameters } of triggers) {
		const node = $(name);
		if (!node.isExecuted) continue;
		// A push is a single item, so it does not matter which item of a later node asks.
		const json = node.first()?.json;
		if (json) return { name, responseMode: parameters?.responseMode, json };
	}
	return undefined;
}

/**
 * Returns the key of the push that started this execution, the same in every execution that one push has started, in whichever process.
 *
 * @param n8n the node's context
 * @returns undefined when no push did, and for test runs and retries, which are meant to send again
 */
export function startingPushKey(n8n: IExecuteFunctions): string | undefined {
	if (isTestOrRetry(n8n)) return undefined;
	const json = startingPush(n8n, 0)?.json;
	return json && outputKey(json);
}

/**
 * Whether this execution is a test run or a Retry from the list of executions, which is meant to act again.
 *
 * @param n8n the node's context
 */
export function isTestOrRetry(n8n: IExecuteFunctions): boolean {
	return TEST_OR_RETRY.has(n8n.getMode());
}

interface NodeProxy {
	isExecuted: boolean;
	first(): { json: IDataObject } | undefined;
}

function triggersBefore(n8n: IExecuteFunctions): ReturnType<IExecuteFunctions['getParentNodes']> {
	const nodes = n8n.getParentNodes(n8n.getNode().name, { includeNodeParameters: true });
	return nodes.filter(({ type, disabled }) => TRIGGER.test(type) && !disabled);
}
