import { buildPackage } from '../demo/buildPackage';
import { seedHost } from '../host/seed';
import { startHost } from '../host/start';
import { type Case, compareMeasured, type Compared, measure, type Measured } from './measure';
import { account, chain, credential, end, safePush, SANDBOXES, wechatTrigger } from './triggerWorkflow';

/** Bytes of a push. */
const SIZE = 1000;
const CONNECTIONS = 16;
const COPIES = 3;

/** Nodes of n8n and of this package that are in a workflow and are not run, with the same credential. */
const NODES = {
	wechat: {
		type: 'n8n-nodes-wechat-mp.wechat',
		typeVersion: 1,
		parameters: { resource: 'customerService', operation: 'sendText', touser: 'oUSER', content: 'Hello' },
		credentials: account,
	},
	httpRequest: {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url: 'https://example.com',
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'wechatMpApi',
			options: {},
		},
		credentials: account,
	},
} satisfies Record<string, object>;

type NodeName = keyof typeof NODES;

/**
 * Measures what a workflow pays for nodes that it only has: n8n reads the parameters of every node whenever it loads the workflow, for
 * each push and for each execution (decision 020). Three WeChat nodes against three HTTP Request nodes, behind our trigger.
 *
 * @param options rounds and seconds per case
 * @param log progress
 */
export async function benchLoadedNodes(
	options: { rounds: number; seconds: number },
	log: (line: string) => void,
): Promise<Record<string, Compared>> {
	const built = await buildPackage();
	try {
		const env = { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none', N8N_LOG_LEVEL: 'error', ...SANDBOXES.lazy };
		const host = await startHost({ packageDir: built.dir, env });
		try {
			const names = Object.keys(NODES) as NodeName[];
			const seeded = await seedHost(host, {
				credentials: [credential()],
				workflows: names.map((name) => ({ json: workflowWith(name) })),
			});
			const cases: Case[] = names.map((name) => {
				const [trigger] = seeded.workflows[name]?.nodes ?? [];
				const url = host.webhookUrl(`${trigger?.webhookId}/wechat`);
				return { name, next: () => safePush(url, SIZE), status: 200, pid: host.pid };
			});
			const seen = await measure(cases, { ...options, connections: CONNECTIONS });
			const compared = compareMeasured(seen.wechat as Measured, seen.httpRequest as Measured);
			log(`${compared.ratio} (${compared.range.join(' to ')}), processor ${compared.cpuRatio}`);
			return { 'nodes.three_wechat_vs_three_http_request': compared };
		} finally {
			await host.stop();
		}
	} finally {
		await built.remove();
	}
}

function workflowWith(name: NodeName): object {
	const copies = Array.from({ length: COPIES }, (_, copy) => ({
		...NODES[name],
		name: `${name} ${copy}`,
		position: [600, 200 * copy],
	}));
	return {
		name,
		nodes: [wechatTrigger({ events: ['*'] }, 2), end, ...copies],
		connections: chain('Start', 'End'),
	};
}
