import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildPackage } from '../demo/buildPackage';
import { seedHost } from '../host/seed';
import { startHost } from '../host/start';
import { type Case, type Measured, measure } from './measure';
import { chain, credential, end, safePush, wechatTrigger } from './triggerStage';

const KILOBYTE = 1000;

/** A trigger that does nothing but answer: the floor that every trigger on this host pays. */
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
export type TriggerBench = Record<string, { ratio: number; ours: Measured; theirs: Measured }>;

/**
 * Compares our trigger with an empty one and with n8n's own Webhook node, on one real n8n, in one run.
 *
 * @param options rounds and seconds per case; `lazySandbox` lets n8n prepare its expression sandbox only when one is needed
 * @param log progress
 */
export async function benchTrigger(
	options: { rounds: number; seconds: number; lazySandbox: boolean },
	log: (line: string) => void,
): Promise<TriggerBench> {
	const built = await buildPackage();
	await addEmptyTrigger(built.dir);
	const host = await startHost({
		packageDir: built.dir,
		// What is measured is receiving; stored data of many thousand executions would only grow the database.
		env: {
			EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
			N8N_LOG_LEVEL: 'error',
			...(options.lazySandbox ? { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' } : {}),
		},
	});
	try {
		const seeded = await seedHost(host, {
			credentials: [credential()],
			workflows: Object.values(WORKFLOWS).map((json) => ({ json })),
		});
		const url = (name: string, type: string, last: string) => {
			const node = seeded.workflows[name]?.nodes.find((one) => one.type.endsWith(type));
			return host.webhookUrl(type === '.webhook' ? last : `${node?.webhookId}/${last}`);
		};
		const ours = url('ours', '.wechatTrigger', 'wechat');
		const selective = url('ours selective', '.wechatTrigger', 'wechat');
		const empty = url('empty', '.emptyTrigger', 'empty');
		const webhook = url('webhook', '.webhook', 'bench-webhook');
		const filtered = url('webhook filtered', '.webhook', 'bench-filtered');
		const result: TriggerBench = {};
		for (const size of [1 * KILOBYTE, 60 * KILOBYTE]) {
			log(`messages of ${size / KILOBYTE} kB`);
			const cases: Case[] = [
				{ name: 'ack', next: () => safePush(selective, size), status: 200 },
				{ name: 'empty', next: () => safePush(empty, size), status: 200 },
				{ name: 'execution', next: () => safePush(ours, size), status: 200 },
				{ name: 'webhook', next: () => safePush(webhook, size), status: 200 },
				{ name: 'webhook filtered', next: () => safePush(filtered, size), status: 200 },
			];
			// n8n parses XML bodies with one shared parser, ten kilobytes at a time: larger ones that arrive together
			// disturb each other before any node sees them (HTTP 422), so they are sent one after the other.
			const connections = size === KILOBYTE ? 16 : 1;
			const { rounds, seconds } = options;
			const seen = await measure(cases, { rounds, seconds, connections });
			const compare = (a: string, b: string) => {
				const [one, other] = [seen[a] as Measured, seen[b] as Measured];
				return {
					ratio: Math.round((one.perSecond / other.perSecond) * 1000) / 1000,
					ours: one,
					theirs: other,
				};
			};
			const suffix = size === KILOBYTE ? '' : `.${size / KILOBYTE}kB`;
			result[`trigger.ack_vs_empty_trigger${suffix}`] = compare('ack', 'empty');
			result[`trigger.execution_vs_webhook_node${suffix}`] = compare('execution', 'webhook');
			result[`trigger.filtered_vs_webhook_node${suffix}`] = compare('ack', 'webhook filtered');
		}
		return result;
	} finally {
		await host.stop();
		await built.remove();
	}
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

const WORKFLOWS = {
	ours: { name: 'ours', nodes: [wechatTrigger({ events: ['*'] }), end], connections: chain('Start', 'End') },
	selective: {
		name: 'ours selective',
		nodes: [wechatTrigger({ events: ['image'] }), end],
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
};
