import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildPackage } from '../demo/buildPackage';
import { seedHost } from '../host/seed';
import { type RunningHost, startHost } from '../host/start';
import { type Case, compareMeasured, type Compared, type Measured, measure } from './measure';
import { chain, credential, end, safePush, SANDBOXES, wechatTrigger } from './triggerWorkflow';

const KILOBYTE = 1000;

/** A trigger that only answers: the minimum cost of every trigger on this host. */
const EMPTY_TRIGGER = `
class EmptyTrigger {
	description = {
		displayName: 'Empty Trigger', name: 'emptyTrigger', group: ['trigger'], version: 2, description: 'Only answers',
		defaults: { name: 'Empty Trigger' }, inputs: [], outputs: ['main'], properties: [],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'empty' }],
	};
	async webhook() {
		this.getResponseObject().status(200).type('text/plain').send('success');
		return { noWebhookResponse: true };
	}
}
exports.EmptyTrigger = EmptyTrigger;
`;

/** The ratios of the trigger, each with both sides. */
export type TriggerBench = Record<string, Compared>;

/**
 * n8n parses XML bodies with one shared parser, ten kilobytes at a time: larger ones that arrive together break each other before any node
 * sees them (HTTP 422), so they are sent one after the other.
 */
const SIZES = [
	{ bytes: 1 * KILOBYTE, connections: 16, sandboxes: ['lazy', 'default'] },
	{ bytes: 60 * KILOBYTE, connections: 1, sandboxes: ['lazy'] },
] as const;

type Sandbox = keyof typeof SANDBOXES;
type Urls = Record<(typeof NAMES)[number], string>;

/**
 * The version of our trigger that suits the setting (decision 011): the version for which n8n evaluates an expression is only without extra
 * cost where n8n prepares a sandbox anyway.
 */
const VERSIONS = { lazy: 2, default: 1 } as const;

const NAMES = ['ack', 'empty', 'execution', 'webhook', 'webhook filtered'] as const;

/**
 * Compares our trigger with an empty one and with n8n's own Webhook node, in one run on two real n8n: one that prepares its sandbox of
 * expressions when one is needed, with version 2 of our trigger, and one with its default setting and version 1 (ratios that end with
 * `.default`).
 *
 * @param options rounds and seconds per case
 * @param log progress
 */
export async function benchTrigger(
	options: { rounds: number; seconds: number },
	log: (line: string) => void,
): Promise<TriggerBench> {
	const built = await buildPackage();
	await addEmptyTrigger(built.dir);
	const hosts: RunningHost[] = [];
	try {
		const urls = new Map<Sandbox, Urls>();
		const pids = new Map<Sandbox, number>();
		for (const [sandbox, setting] of Object.entries(SANDBOXES) as Array<[Sandbox, object]>) {
			log(`starting n8n with the ${sandbox} sandbox`);
			// Only receiving is measured; stored data of many thousand executions would just grow the database.
			const env = { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none', N8N_LOG_LEVEL: 'error', ...setting };
			const host = await startHost({ packageDir: built.dir, env });
			hosts.push(host);
			pids.set(sandbox, host.pid);
			urls.set(sandbox, await publish(host, VERSIONS[sandbox]));
		}
		const result: TriggerBench = {};
		for (const { bytes, connections, sandboxes } of SIZES) {
			log(`messages of ${bytes / KILOBYTE} kB`);
			const cases: Case[] = sandboxes.flatMap((sandbox) =>
				NAMES.map((name) => {
					const url = urls.get(sandbox)?.[name] ?? '';
					return {
						name: `${name} ${sandbox}`,
						next: () => safePush(url, bytes),
						status: 200,
						pid: pids.get(sandbox),
					};
				}),
			);
			const seen = await measure(cases, { ...options, connections });
			for (const sandbox of sandboxes) {
				const of = (name: (typeof NAMES)[number]) => seen[`${name} ${sandbox}`] as Measured;
				const suffix = `${bytes === KILOBYTE ? '' : `.${bytes / KILOBYTE}kB`}${sandbox === 'lazy' ? '' : `.${sandbox}`}`;
				const compared = {
					ack_vs_empty_trigger: compareMeasured(of('ack'), of('empty')),
					execution_vs_webhook_node: compareMeasured(of('execution'), of('webhook')),
					filtered_vs_webhook_node: compareMeasured(of('ack'), of('webhook filtered')),
				};
				for (const [name, one] of Object.entries(compared)) {
					result[`trigger.${name}${suffix}`] = one;
					log(`${name}${suffix}: ${one.ratio} (${one.range.join(' to ')}), processor ${one.cpuRatio}`);
				}
			}
		}
		return result;
	} finally {
		for (const host of hosts) await host.stop();
		await built.remove();
	}
}

/** Publishes the workflows of one n8n; returns their URLs. */
async function publish(host: RunningHost, version: 1 | 2): Promise<Urls> {
	const seeded = await seedHost(host, {
		credentials: [credential()],
		workflows: Object.values(workflowsOf(version)).map((json) => ({ json })),
	});
	const url = (name: string, type: string, last: string) => {
		const node = seeded.workflows[name]?.nodes.find((one) => one.type.endsWith(type));
		return host.webhookUrl(type === '.webhook' ? last : `${node?.webhookId}/${last}`);
	};
	return {
		ack: url('ours selective', '.wechatTrigger', 'wechat'),
		empty: url('empty', '.emptyTrigger', 'empty'),
		execution: url('ours', '.wechatTrigger', 'wechat'),
		webhook: url('webhook', '.webhook', 'bench-webhook'),
		'webhook filtered': url('webhook filtered', '.webhook', 'bench-filtered'),
	};
}

async function addEmptyTrigger(dir: string): Promise<void> {
	const file = path.join(dir, 'package.json');
	const manifest = JSON.parse(await readFile(file, 'utf8')) as { n8n: { nodes: string[] } };
	manifest.n8n.nodes.push('dist/nodes/EmptyTrigger/EmptyTrigger.node.js');
	await writeFile(file, JSON.stringify(manifest));
	await mkdir(path.join(dir, 'dist', 'nodes', 'EmptyTrigger'));
	await writeFile(path.join(dir, 'dist', 'nodes', 'EmptyTrigger', 'EmptyTrigger.node.js'), EMPTY_TRIGGER);
}

const webhookNode = (last: string) => ({
	name: 'Start',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	position: [0, 0],
	parameters: { httpMethod: 'POST', path: last, responseMode: 'onReceived', options: {} },
});

const filter = {
	name: 'Filter',
	type: 'n8n-nodes-base.filter',
	typeVersion: 2.2,
	position: [200, 0],
	parameters: {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
			combinator: 'and',
			conditions: [
				{
					leftValue: '={{ $json.body.xml?.msgtype }}',
					rightValue: 'image',
					operator: { type: 'string', operation: 'equals' },
				},
			],
		},
		options: {},
	},
};

const workflowsOf = (version: 1 | 2) => ({
	ours: {
		name: 'ours',
		nodes: [wechatTrigger({ events: ['*'] }, version), end],
		connections: chain('Start', 'End'),
	},
	selective: {
		name: 'ours selective',
		nodes: [wechatTrigger({ events: ['image'] }, version), end],
		connections: chain('Start', 'End'),
	},
	empty: {
		name: 'empty',
		nodes: [
			{
				name: 'Start',
				type: 'n8n-nodes-wechat-mp.emptyTrigger',
				typeVersion: 2,
				position: [0, 0],
				parameters: {},
			},
			end,
		],
		connections: chain('Start', 'End'),
	},
	webhook: {
		name: 'webhook',
		nodes: [webhookNode('bench-webhook'), end],
		connections: chain('Start', 'End'),
	},
	filtered: {
		name: 'webhook filtered',
		nodes: [webhookNode('bench-filtered'), filter, end],
		connections: chain('Start', 'Filter', 'End'),
	},
});
