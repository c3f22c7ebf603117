import { createHash, randomUUID } from 'node:crypto';
import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Connection } from '../transport/connectAccount';
import { isToolExecution } from '../transport/hostAbilities';
import { startingPushKey } from './startingPush';

/** What operations need to process one item. */
export interface ItemContext {
	itemIndex: number;
	/**
	 * An id (32 hex digits) that is always the same for the same item of the same run: with Retry On Fail, and in every execution started by
	 * the same push.
	 */
	sendId: string;
	/** The time zone of the workflow, e.g. `Asia/Shanghai`. */
	timezone: string;
	/** n8n's context, for binary data and hints. */
	n8n: IExecuteFunctions;
	connection: Connection;
	/** What was started for the item; n8n's next try of the same run finds it again. */
	progress: ItemProgress;
}

/** Progress of an item that consists of several messages. */
export interface ItemProgress {
	begun?: PartialWork;
	/** The output of the item once all of them were sent. */
	output?: IDataObject;
}

/** Work that consists of several messages and may stop partway. */
export interface PartialWork {
	/** The progress so far; undefined while nothing was sent that the user has to know about. */
	report(): PartialReport | undefined;
}

/** What was sent, and what is left. */
export interface PartialReport {
	/** For the user. */
	sentence: string;
	/** For workflows. */
	details: IDataObject;
	/** Binary data of the failed item. */
	binary?: IBinaryKeyData | undefined;
	/** Whether running the same item again does no harm. */
	isRepeatable: boolean;
}

/** Creates the context of one item. */
export type ContextOf = (
	connection: Connection,
	itemIndex: number,
	params: IDataObject,
	progress?: ItemProgress,
) => ItemContext;

/**
 * Creates the contexts of the items of one run.
 *
 * `sendId` is a digest of n8n instance, workflow, execution, node, run and item: Retry On Fail repeats it, while a second pass of a loop
 * gets another one. Where a push of WeChat started the execution, the push replaces the execution: a push that was delivered twice sends
 * the same ids twice, and WeChat drops the second message (decision 017). Tools of an agent have no reliable run or item (two of them may
 * share a run, and a retry gets another one), so the values of the fields are used instead.
 *
 * @param n8n the node's context
 * @param runIndex pass of a loop
 */
export function itemContexts(n8n: IExecuteFunctions, runIndex: number): ContextOf {
	const isTool = isToolExecution(n8n);
	let run: unknown[] | undefined;
	const runOnce = () => {
		const push = isTool ? undefined : startingPushKey(n8n);
		// Outside an execution (MCP) there is no id.
		const cause = push === undefined ? n8n.getExecutionId() || randomUUID() : { push };
		return [n8n.getInstanceId(), n8n.getWorkflow().id, cause, n8n.getNode().id];
	};
	const timezone = n8n.getTimezone();
	const sendIdOf = (itemIndex: number, params: IDataObject) => {
		const which = isTool ? [heldValues(params)] : [runIndex, itemIndex];
		run ??= runOnce();
		return createHash('sha256')
			.update(JSON.stringify([...run, ...which]))
			.digest('hex')
			.slice(0, 32);
	};
	return (connection, itemIndex, params, progress = {}) =>
		new RunItem(n8n, timezone, itemIndex, connection, progress, () => sendIdOf(itemIndex, params));
}

/** A class, since V8 takes longer to create an object from a literal with a getter, and a run creates one for each item. */
class RunItem implements ItemContext {
	constructor(
		readonly n8n: IExecuteFunctions,
		readonly timezone: string,
		readonly itemIndex: number,
		readonly connection: Connection,
		readonly progress: ItemProgress,
		private readonly deriveSendId: () => string,
	) {}

	get sendId(): string {
		return this.deriveSendId();
	}
}

/**
 * Returns one value without triggering the error of an unusable one.
 *
 * @param params as `paramReader` gives them
 * @returns undefined also for a value that its field cannot hold
 */
export function heldValue(params: IDataObject, name: string): unknown {
	return Object.getOwnPropertyDescriptor(params, name)?.value as unknown;
}

/**
 * Returns the values of an operation's fields, which distinguish one call of a tool from another.
 *
 * @param params as `paramReader` gives them; a value that its field cannot hold is left out here
 */
export function heldValues(params: IDataObject): Array<[string, unknown]> {
	const held = Object.entries(Object.getOwnPropertyDescriptors(params));
	return held.map(([name, { value }]) => [name, value]);
}
