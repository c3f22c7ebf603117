import { createHash, randomUUID } from 'node:crypto';
import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Connection } from '../transport/connectAccount';
import { isToolExecution } from '../transport/hostAbilities';
import { startingPushKey } from './startingPush';

/** What is known about the item that is worked on. */
export interface ItemContext {
	itemIndex: number;
	/**
	 * The same item of the same run always gets the same text (32 hex digits): under Retry On Fail, and in every execution that one
	 * push has started.
	 */
	sendId: string;
	/** The time zone of the workflow, e.g. `Asia/Shanghai`. */
	timezone: string;
	/** The node's version of n8n's context, for binary data and hints. */
	n8n: IExecuteFunctions;
	connection: Connection;
	/** What was begun for the item; n8n's next try of the same run finds it again. */
	progress: ItemProgress;
}

/** How far the work on an item has come that takes several messages. */
export interface ItemProgress {
	begun?: PartialWork;
	/** What the item gives when all of them have gone out. */
	output?: IDataObject;
}

/** Work of several messages that may stop on the way. */
export interface PartialWork {
	/** How far it has come; undefined while nothing has gone out that a person has to know of. */
	report(): PartialReport | undefined;
}

/** What has gone out, and what is left. */
export interface PartialReport {
	/** For people. */
	sentence: string;
	/** For workflows. */
	details: IDataObject;
	/** What the failed item has as files. */
	binary?: IBinaryKeyData | undefined;
	/** Whether the same item, unchanged, does no harm in a later run. */
	isRepeatable: boolean;
}

/** Makes the context of one item out of the account, its place and the values of its fields. */
export type ContextOf = (
	connection: Connection,
	itemIndex: number,
	params: IDataObject,
	progress?: ItemProgress,
) => ItemContext;

/**
 * Makes the contexts of the items of one run.
 *
 * `sendId` is a digest over n8n, workflow, execution, node, run and item: Retry On Fail repeats it, while a second pass of a
 * loop gets another one. Where a push of WeChat started the execution, the push takes the place of the execution: a push that was
 * delivered twice sends the same ids twice, and WeChat drops the second message (decision 017). Tools of an agent have neither
 * run nor item to rely on (two of them may share a run, a retry gets another one), so there the values of the fields take their
 * place.
 *
 * @param n8n the node's context
 * @param runIndex which pass of a loop
 * @param unique gives a text that nobody else has, for runs outside an execution (MCP)
 */
export function itemContexts(
	n8n: IExecuteFunctions,
	runIndex: number,
	unique: () => string = randomUUID,
): ContextOf {
	const isTool = isToolExecution(n8n);
	let run: unknown[] | undefined;
	const runOnce = () => {
		const push = isTool ? undefined : startingPushKey(n8n);
		const cause = push === undefined ? n8n.getExecutionId() || unique() : { push };
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

/** A class, since V8 takes longer to make an object out of a literal with a getter, and a run makes one for each item. */
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
 * Looks at one value without using it.
 *
 * @param params as `paramReader` gives them
 * @returns undefined also for a value that its field cannot hold
 */
export function heldValue(params: IDataObject, name: string): unknown {
	return Object.getOwnPropertyDescriptor(params, name)?.value as unknown;
}

/**
 * Gives the values of an operation's fields in a form that tells one call of a tool from another.
 *
 * @param params as `paramReader` gives them: a value that its field cannot hold is refused on use, and left out here
 */
export function heldValues(params: IDataObject): Array<[string, unknown]> {
	const held = Object.entries(Object.getOwnPropertyDescriptors(params));
	return held.map(([name, { value }]) => [name, value]);
}
