import type { IDataObject, IHookFunctions, INode, IWebhookFunctions } from 'n8n-workflow';
import { type Keyword, keywordFilter } from '../../core/push/keywordFilter';
import { type Conversation, readConversation } from './conversation/readConversation';
import { readScenes } from '../../core/push/sceneOfKey';
import { EVERYTHING, type Selection } from '../../core/push/selectPush';
import { trimText } from '../../core/text/visibleText';
import { coerceValue } from '../shared/coerceValue';
import { hasExpression } from '../shared/plainMapping';
import { BY_NODE } from '../shared/startingPush';
import { splitOpenids } from '../shared/typedValues';
import { DEFAULT_WINDOW_SECONDS, events, filters as filterField, triggerOptions } from './optionFields';

/** The node's parameters, read and checked. */
export interface TriggerOptions {
	selection: Selection;
	/** Whether a later node answers the push, instead of the trigger answering at once. */
	holdOpen: boolean;
	/** How pushes are held; set only where a later node answers and one of these options is not at its default. */
	conversation: Conversation | undefined;
	/** Whether messages that do not start the workflow are handed over to WeChat's AI reply. */
	leavesToAi: boolean;
	/** Whether followers see at once that an answer is being typed. */
	showTyping: boolean;
	/** How far a push's timestamp may be off in either direction; 0 accepts any. */
	windowSeconds: number;
	/** URLs that get a copy of every authentic push, unchecked: an unusable one must not cost the push. */
	relayUrls: readonly string[];
}

/**
 * Reads the node's parameters; those not set have their defaults.
 *
 * @param n8n the webhook's context, or that of activation
 * @param node of that context
 * @throws InvalidInputError for a filter or an option that cannot be used
 */
export function readOptions(n8n: IWebhookFunctions | IHookFunctions, node: INode): TriggerOptions {
	// A value without an expression can be taken from the node as it is; asking n8n for it takes longer than everything else here.
	const read: Read = (name, fallback) => {
		const raw = node.parameters[name];
		return raw === undefined || hasExpression(raw) ? n8n.getNodeParameter(name, fallback) : raw;
	};
	const options = coerceValue(triggerOptions, read('triggerOptions', {})) as IDataObject;
	const holdOpen = read('responseMode', 'onReceived') === BY_NODE;
	return {
		selection: readSelection(read),
		holdOpen,
		conversation: holdOpen ? readConversation(options) : undefined,
		leavesToAi: options.othersToAi === true,
		showTyping: options.showTyping === true,
		windowSeconds: (options.freshness ?? DEFAULT_WINDOW_SECONDS) as number,
		relayUrls: texts(options.relayUrls),
	};
}

type Read = (name: string, fallback: unknown) => unknown;

function readSelection(read: Read): Selection {
	const filters = coerceValue(filterField, read('filters', {})) as IDataObject;
	const lines = (filters.keywords as { line?: Keyword[] } | undefined)?.line ?? [];
	return {
		types: new Set(coerceValue(events, read('events', [EVERYTHING])) as string[]),
		keyword: keywordFilter(lines),
		menuKeys: new Set(texts(filters.menuKeys)),
		scenes: readScenes(texts(filters.scenes)),
		// One entry may hold several.
		openids: new Set(texts(filters.openids).flatMap(splitOpenids)),
	};
}

/** Trims the entries and drops blank ones, which are mistakes. */
function texts(value: unknown): string[] {
	return ((value ?? []) as string[]).map(trimText).filter((entry) => entry !== '');
}
