import {
	ACCOUNT_CREDENTIAL,
	accountCredential,
	type PushMode,
	startTestbed,
	type Testbed,
} from '../../demo/startTestbed';
import { webhookAddress } from '../../demo/story';
import type { Execution, StoredWorkflow } from '../../host/rest';

/** Name of the package, as node types begin with it. */
export const PACKAGE = 'n8n-nodes-wechat-mp';
/** Type of the trigger. */
export const TRIGGER = `${PACKAGE}.wechatTrigger`;

/** A node of a workflow for a test. */
export interface MatrixNode {
	name: string;
	type: string;
	[field: string]: unknown;
}

/** A real n8n of some version with the local platform, and what the tests of the matrix do with it. */
export interface MatrixTestbed {
	testbed: Testbed;
	/** What n8n has written. */
	log: string[];
	/** Imports a workflow and runs it by hand. */
	run(workflow: object): Promise<Execution>;
	/** Imports a workflow and activates it; `ids` of credentials by their names. */
	activate(workflow: object, ids?: Record<string, string>): Promise<StoredWorkflow>;
	/** An account of its own, with a workflow that gets its pushes. */
	receiver(mode: PushMode, name: string, nodes: MatrixNode[], parameters?: object): Promise<Receiver>;
	/** OpenIDs of new followers. */
	followers(count: number): Promise<string[]>;
}

/** An account with its workflow. */
export interface Receiver {
	appid: string;
	openid: string;
	workflow: StoredWorkflow;
}

/** A node with defaults; short types are n8n's own. */
export function node(name: string, type: string, parameters: object = {}, more: object = {}): MatrixNode {
	const ours = type.startsWith(PACKAGE);
	return {
		name,
		type: type.includes('.') ? type : `n8n-nodes-base.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		...(ours ? { credentials: { wechatMpApi: { id: null, name: ACCOUNT_CREDENTIAL } } } : {}),
		...more,
	};
}

/** A workflow of nodes one after the other. */
export function line(name: string, nodes: MatrixNode[]): object {
	const connections = nodes
		.slice(1)
		.map(({ name: to }, index) => [
			nodes[index]?.name ?? '',
			{ main: [[{ node: to, type: 'main', index: 0 }]] },
		]);
	return { name, nodes, connections: Object.fromEntries(connections) as object };
}

/** The node by which a workflow is run by hand. */
export const START = node('Start', 'manualTrigger');

/** A node that gives items out. */
export const itemsNode = (items: object[]): MatrixNode =>
	node(
		'Items',
		'code',
		{ jsCode: `return ${JSON.stringify(items.map((json) => ({ json })))}` },
		{ typeVersion: 2 },
	);

/** Starts the n8n that `N8N_UNDER_TEST` names. */
export async function openMatrixTestbed(seed: string): Promise<MatrixTestbed> {
	const log: string[] = [];
	const testbed = await startTestbed({ seed, log: (text) => log.push(text) });
	const { host, simulator } = testbed;
	const activate: MatrixTestbed['activate'] = async (workflow, ids = testbed.credentialIds) => {
		const { id } = await host.api.workflows.create(workflow, ids);
		return await host.api.workflows.activate(id);
	};
	return {
		testbed,
		log,
		activate,
		async run(workflow) {
			const { id } = await host.api.workflows.create(workflow, testbed.credentialIds);
			const execution = await host.api.workflows.run(id, START.name);
			return await host.api.executions.waitFor(execution, { timeoutMs: 60_000 });
		},
		async receiver(mode, name, nodes, parameters = {}) {
			const { control } = simulator;
			const { account } = await control.account({ mode, kind: 'service-certified' });
			const { id } = await host.api.credentials.create(accountCredential(simulator, account, mode, name));
			const credentials = { wechatMpApi: { id: null, name } };
			const all = [node('Received', TRIGGER, parameters), ...nodes].map((one) =>
				one.type.startsWith(PACKAGE) ? { ...one, credentials } : one,
			);
			const workflow = await activate(line(name, all), { [name]: id });
			const callbackUrl = webhookAddress(testbed, workflow, TRIGGER, 'wechat');
			const { handshake } = await control.account({ appid: account.appid, callbackUrl });
			expect(handshake).toMatchObject({ ok: true });
			const { follower } = await control.follower({ appid: account.appid, follow: true, push: false });
			return { appid: account.appid, openid: follower.openid, workflow };
		},
		async followers(count) {
			const { appid } = testbed.account;
			const openids: string[] = [];
			for (let person = 0; person < count; person++) {
				openids.push(
					(await simulator.control.follower({ appid, follow: true, push: false })).follower.openid,
				);
			}
			return openids;
		},
	};
}

/** How an execution ended, and why. */
export const ending = ({ status, data }: Execution): object => ({
	status,
	error: data.resultData.error?.message,
});
