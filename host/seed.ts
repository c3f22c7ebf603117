import { randomBytes } from 'node:crypto';
import type { HostApi, NewCredential, Owner, StoredCredential, StoredWorkflow, WebhookAddress } from './rest';

/** A workflow to create. */
export interface SeedWorkflow {
	/** Exported or hand-written workflow; credentials are found by name. */
	json: unknown;
	/** Whether to activate it, and to wait until it is active; true by default. */
	activate?: boolean;
	/** Webhooks that must exist after the activation, beyond what n8n itself reports. */
	webhooks?: WebhookAddress[];
}

/** What {@link seedHost} creates. */
export interface Seed {
	/** Who logs in; missing values are generated, the password at random. */
	owner?: Partial<Owner>;
	credentials?: NewCredential[];
	workflows?: SeedWorkflow[];
}

/** What {@link seedHost} has created. */
export interface Seeded {
	owner: Owner;
	/** By name. */
	credentials: Record<string, StoredCredential>;
	/** By name. */
	workflows: Record<string, StoredWorkflow>;
}

/** A password that n8n accepts: 24 random characters, including an upper-case letter and a digit. */
function randomPassword(): string {
	return `A1${randomBytes(16).toString('base64url')}`;
}

const byName = <T extends { name: string }>(list: T[]): Record<string, T> =>
	Object.fromEntries(list.map((entry) => [entry.name, entry]));

/**
 * Fills a running n8n: owner (set up, or logged in if there is one), then credentials, then workflows, in order.
 *
 * @returns everything created, with the owner's password, which is stored nowhere else
 * @throws on the first refusal of n8n, naming it
 */
export async function seedHost(host: { api: HostApi }, seed: Seed): Promise<Seeded> {
	const { api } = host;
	const owner: Owner = {
		email: 'owner@example.com',
		firstName: 'Olivia',
		lastName: 'Owner',
		password: randomPassword(),
		...seed.owner,
	};
	if (await api.hasOwner()) await api.logIn(owner);
	else await api.setUpOwner(owner);

	const credentials: StoredCredential[] = [];
	for (const credential of seed.credentials ?? []) credentials.push(await api.credentials.create(credential));
	const ids = Object.fromEntries(credentials.map(({ name, id }) => [name, id]));

	const workflows: StoredWorkflow[] = [];
	for (const { json, activate = true, webhooks } of seed.workflows ?? []) {
		const created = await api.workflows.create(json, ids);
		workflows.push(activate ? await api.workflows.activate(created.id, webhooks) : created);
	}
	return { owner, credentials: byName(credentials), workflows: byName(workflows) };
}
