import type { IWebhookDescription } from 'n8n-workflow';

const PAGE = {
	name: 'default' as const,
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
};

/** The webhooks of an approval page; n8n serves them only while an execution waits at the node. */
export const approvalWebhooks: IWebhookDescription[] = [
	{ ...PAGE, httpMethod: 'GET' },
	{ ...PAGE, httpMethod: 'POST' },
];
