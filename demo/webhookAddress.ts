import type { StoredWorkflow } from '../host/rest';
import type { Testbed } from './startTestbed';

/**
 * The production URL of a workflow's first webhook node, e.g. the trigger's server URL.
 *
 * @param nodeType full name, e.g. `n8n-nodes-wechat-mp.wechatTrigger`
 * @param path last part of the URL; for n8n's own Webhook node the whole path
 * @throws when the workflow has no such node
 */
export function webhookAddress(
	{ host }: Pick<Testbed, 'host'>,
	workflow: StoredWorkflow,
	nodeType: string,
	path: string,
): string {
	const node = workflow.nodes.find(({ type }) => type === nodeType);
	if (!node?.webhookId) throw new Error(`"${workflow.name}" has no ${nodeType} with a webhook`);
	return host.webhookUrl(nodeType.endsWith('.webhook') ? path : `${node.webhookId}/${path}`);
}
