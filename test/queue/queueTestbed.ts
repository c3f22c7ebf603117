import { accountCredential, type Testbed, startTestbed } from '../../demo/startTestbed';
import { webhookAddress } from '../../demo/story';
import { type RunningQueue, startQueue } from '../../host/queue/startQueue';
import type { StoredCredential, StoredWorkflow } from '../../host/rest';
import { type Balancer, startBalancer } from '../../host/queue/startBalancer';

/** Type of the trigger that receives pushes. */
const TRIGGER = 'n8n-nodes-wechat-mp.wechatTrigger';

/** A testbed whose n8n runs in queue mode behind a load balancer. */
export interface QueueTestbed extends Testbed {
	queue: RunningQueue;
	balancer: Balancer;
}

/** Executions at a time on one worker. */
export const CONCURRENCY = 3;

/** Starts everything; what the parts write is shown when QUEUE_LOG is set. */
export async function startQueueTestbed(): Promise<QueueTestbed> {
	const log = process.env.QUEUE_LOG ? (line: string) => process.stderr.write(`${line}\n`) : undefined;
	const balancer = await startBalancer();
	const parts: { queue?: RunningQueue } = {};
	try {
		const testbed = await startTestbed({
			seed: 'queue',
			log,
			start: async ({ packageDir }) => {
				const queue = await startQueue({
					packageDir,
					publicUrl: balancer.url,
					concurrency: CONCURRENCY,
					log,
					env: {
						// A job of a dead worker is noticed after this time, by default a minute.
						QUEUE_WORKER_LOCK_DURATION: '5000',
						QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
						QUEUE_WORKER_STALLED_INTERVAL: '1000',
					},
				});
				parts.queue = queue;
				balancer.targets = queue.webhooks.map(({ url }) => url);
				return {
					...queue.main,
					webhookUrl: (path) => `${balancer.url}/webhook/${path}`,
					stop: queue.stop,
				};
			},
		});
		const { queue } = parts;
		if (!queue) throw new Error('n8n was not started');
		const stop = async () => {
			await testbed.stop();
			await balancer.close();
		};
		return { ...testbed, stop, queue, balancer };
	} catch (error) {
		await balancer.close();
		throw error;
	}
}

/** An account of the platform with a live workflow that gets its pushes. */
export interface Receiver {
	appid: string;
	openid: string;
	workflow: StoredWorkflow;
}

/** A node of a hand-written workflow. */
export interface PlainNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: object;
}

/** A node that does nothing. */
export const NO_OP: PlainNode = { name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

/**
 * Makes an account, a live workflow for it (a trigger and then the nodes, one after the other), shakes hands and lets
 * somebody follow.
 */
export async function newReceiver(
	testbed: QueueTestbed,
	{
		name,
		mode,
		kind = 'service-certified',
		parameters = {},
		nodes = [NO_OP],
		settings,
	}: {
		name: string;
		mode: 'plain' | 'safe';
		kind?: 'service-certified' | 'subscription-uncertified';
		parameters?: object;
		nodes?: PlainNode[];
		settings?: object;
	},
): Promise<Receiver> {
	const { simulator, host } = testbed;
	const { account } = await simulator.control.account({ mode, kind });
	const credential = await host.api.credentials.create(accountCredential(simulator, account, mode, name));
	const trigger = { name: 'Received', type: TRIGGER, typeVersion: 1, parameters };
	const workflow = await activateLine(testbed, name, [trigger, ...nodes], { credential, settings });
	await shakeHands(testbed, workflow, account.appid);
	const { follower } = await simulator.control.follower({ appid: account.appid, follow: true, push: false });
	return { appid: account.appid, openid: follower.openid, workflow };
}

/** Makes a workflow of nodes in a row live; see {@link createLine}. */
export async function activateLine(...line: Parameters<typeof createLine>): Promise<StoredWorkflow> {
	const { id } = await createLine(...line);
	return await line[0].host.api.workflows.activate(id);
}

/**
 * Makes a workflow of nodes in a row; ours, and HTTP Request nodes with our credential, get the credential, which is the testbed's
 * own unless told.
 */
export async function createLine(
	testbed: QueueTestbed,
	name: string,
	nodes: PlainNode[],
	{
		credential = testbed.credential,
		settings = {},
	}: { credential?: StoredCredential; settings?: object } = {},
): Promise<StoredWorkflow> {
	const { api } = testbed.host;
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map((node, index) => [nodes[index]?.name, { main: [[{ node: node.name, type: 'main', index: 0 }]] }]),
	);
	const json = {
		name,
		nodes: nodes.map((node, index) => ({
			...node,
			position: [index * 200, 0],
			...(node.type.startsWith('n8n-nodes-wechat-mp.') || 'nodeCredentialType' in node.parameters
				? { credentials: { wechatMpApi: { id: null, name: credential.name } } }
				: {}),
		})),
		connections,
		settings,
	};
	return await api.workflows.create(json, { [credential.name]: credential.id });
}

/** Enters the workflow's address into the platform's console, which asks it at once. */
export async function shakeHands(
	testbed: QueueTestbed,
	workflow: StoredWorkflow,
	appid: string,
): Promise<void> {
	const callbackUrl = webhookAddress(testbed, workflow, TRIGGER, 'wechat');
	const { handshake } = await testbed.simulator.control.account({ appid, callbackUrl });
	expect(handshake).toMatchObject({ ok: true });
}

/** Which workers began an execution, by their own words: 0 and 1. */
export function workersOf({ queue }: QueueTestbed, executionId: string): number[] {
	return queue.workers.flatMap(({ output }, worker) =>
		[...output().matchAll(/Worker started execution (\d+) /g)]
			.filter(([, id]) => id === executionId)
			.map(() => worker),
	);
}
