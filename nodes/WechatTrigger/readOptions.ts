import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/** What the user has chosen in the node. */
export interface TriggerOptions {
	/** How far a push's timestamp may be off in either direction; 0 accepts any. */
	windowSeconds: number;
}

/** As long as WeChat's own retries could ever be under way, and then some for clocks that differ. */
export const DEFAULT_WINDOW_SECONDS = 300;

/**
 * Reads the node's parameters; those that the user has not touched have their defaults.
 *
 * @param n8n the webhook's context
 */
export function readOptions(n8n: IWebhookFunctions): TriggerOptions {
	const options = n8n.getNodeParameter('options', {}) as IDataObject;
	return { windowSeconds: Number(options.freshness ?? DEFAULT_WINDOW_SECONDS) };
}
