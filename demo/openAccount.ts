import type { StoredWorkflow } from '../host/rest';
import type { WorkflowNode } from '../host/workflowJson';
import type { AccountKind } from '../simulator/state/Account';
import { ACCOUNT_CREDENTIAL, accountCredential, readExample, type Testbed } from './startTestbed';
import { webhookAddress } from './webhookAddress';

const TRIGGER = 'n8n-nodes-wechat-mp.wechatTrigger';

/** Another account of the platform, with an example as its server. */
export interface OpenedAccount {
	appid: string;
	/** OpenID of a follower. */
	openid: string;
	workflow: StoredWorkflow;
}

/** Properties of the account. */
export interface AccountPlan {
	kind: AccountKind;
	/** Name in `examples/` without `.json`. */
	example: string;
	/** Name of its credential in n8n. */
	credential: string;
	/** Name of the workflow; the example's by default. */
	name?: string;
	/** Ids of further credentials, by their name in the example. */
	credentialIds?: Readonly<Record<string, string>>;
	/** Nickname of the follower. */
	nickname?: string;
	/** Version of the trigger; the example's by default. Version 2 is for servers whose proxy hides the content type (decision 011). */
	triggerVersion?: number;
}

/**
 * Creates an account with a credential in n8n, makes an example its server, and makes somebody follow it.
 *
 * @throws when the platform refuses the server URL
 */
export async function openAccount(testbed: Testbed, plan: AccountPlan): Promise<OpenedAccount> {
	const { simulator, host } = testbed;
	const { control } = simulator;
	const { account } = await control.account({ mode: 'safe', kind: plan.kind });
	const { appid } = account;
	const { id } = await host.api.credentials.create(
		accountCredential(simulator, account, 'safe', plan.credential),
	);
	const example = await readExample(plan.example);
	const created = await host.api.workflows.create(
		{ ...example, nodes: example.nodes.map(inVersion(plan.triggerVersion)), name: plan.name ?? example.name },
		{ ...plan.credentialIds, [ACCOUNT_CREDENTIAL]: id },
	);
	const workflow = await host.api.workflows.activate(created.id);
	const callbackUrl = webhookAddress(testbed, workflow, TRIGGER, 'wechat');
	const { handshake } = await control.account({ appid, callbackUrl });
	if (!handshake?.ok) throw new Error(`${plan.example}: ${handshake?.reason ?? 'no handshake'}`);
	const { follower } = await control.follower({
		appid,
		nickname: plan.nickname,
		follow: true,
		push: false,
	});
	return { appid, openid: follower.openid, workflow };
}

function inVersion(typeVersion: number | undefined) {
	return (node: unknown): unknown => {
		const isTrigger = (node as WorkflowNode).type === TRIGGER;
		return isTrigger && typeVersion !== undefined ? { ...(node as WorkflowNode), typeVersion } : node;
	};
}

/**
 * Reads the texts on a phone.
 *
 * @returns the account's texts, oldest first
 */
export async function readTexts(
	{ simulator }: Pick<Testbed, 'simulator'>,
	who: { appid?: string; openid: string },
): Promise<string[]> {
	const chat = await simulator.control.chat(who);
	return chat
		.filter(({ from, kind }) => from !== 'person' && kind !== 'template')
		.map(({ content }) => {
			const { Content, content: sent } = content as { Content?: string; content?: string };
			return Content ?? sent ?? JSON.stringify(content);
		});
}
