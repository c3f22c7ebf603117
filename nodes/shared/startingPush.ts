import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { outputKey } from '../../core/push/pushKey';

const TRIGGER = /\.wechatTrigger$/;

/** Ways to run a workflow in which somebody wants to see it happen again. */
const AGAIN_ON_PURPOSE: ReadonlySet<string> = new Set(['manual', 'retry', 'evaluation']);

/** The WeChat Trigger that started an execution. */
export interface StartingPush {
	/** Name of the trigger. */
	name: string;
	/** The trigger's parameter of this name. */
	responseMode: unknown;
	/** What the trigger gave out. */
	json: IDataObject;
}

/**
 * Finds the push that started this execution: the output of the WeChat Trigger before this node, whatever it is called and however
 * many nodes and branches lie between.
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
		// One push is one item, so that it does not matter which item of a later node asks.
		const json = node.first()?.json;
		if (json) return { name, responseMode: parameters?.responseMode, json };
	}
	return undefined;
}

/**
 * Names the push that started this execution, the same in every execution that one push has started, whichever process took it.
 *
 * @param n8n the node's context
 * @returns undefined when no push did, and for test runs and retries, which are to send again
 */
export function startingPushKey(n8n: IExecuteFunctions): string | undefined {
	if (isOnPurpose(n8n)) return undefined;
	const json = startingPush(n8n, 0)?.json;
	return json && outputKey(json);
}

/**
 * Whether somebody has started this execution to see it happen again: a test run, or Retry in the list of executions.
 *
 * @param n8n the node's context
 */
export function isOnPurpose(n8n: IExecuteFunctions): boolean {
	return AGAIN_ON_PURPOSE.has(n8n.getMode());
}

interface NodeProxy {
	isExecuted: boolean;
	first(): { json: IDataObject } | undefined;
}

function triggersBefore(n8n: IExecuteFunctions): ReturnType<IExecuteFunctions['getParentNodes']> {
	const nodes = n8n.getParentNodes(n8n.getNode().name, { includeNodeParameters: true });
	return nodes.filter(({ type, disabled }) => TRIGGER.test(type) && !disabled);
}
