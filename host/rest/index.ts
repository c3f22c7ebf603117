import { CredentialsApi, type StoredCredential } from './credentials';
import { DataTablesApi } from './dataTables';
import { ExecutionsApi } from './executions';
import { RestSession } from './session';
import { WorkflowsApi } from './workflows';

export type { CredentialTest, NewCredential, StoredCredential } from './credentials';
export type { CellValue, DataTableColumn, StoredDataTable, StoredRow } from './dataTables';
export type { Execution, ExecutionData, ExecutionSummary, NodeRun, OutputItem } from './executions';
export { outputOf } from './executions';
export { HostApiError } from './session';
export type { StoredWorkflow, WebhookAddress } from './workflows';

/** The instance owner: whoever logs in to the editor. */
export interface Owner {
	email: string;
	/** 8 to 64 characters with a digit and an upper-case letter. */
	password: string;
	firstName: string;
	lastName: string;
}

/** A key for n8n's public API. */
export interface ApiKey {
	id: string;
	/** The key itself; n8n shows it only once. */
	rawApiKey: string;
}

/** Everything the editor can do, for one n8n. All methods except {@link setUpOwner} need a login first. */
export class HostApi {
	readonly credentials: CredentialsApi;
	readonly workflows: WorkflowsApi;
	readonly executions: ExecutionsApi;
	readonly dataTables: DataTablesApi;
	private readonly session: RestSession;

	/** @param origin e.g. `http://127.0.0.1:5678` */
	constructor(origin: string) {
		this.session = new RestSession(origin);
		this.credentials = new CredentialsApi(this.session);
		this.workflows = new WorkflowsApi(this.session);
		this.executions = new ExecutionsApi(this.session);
		this.dataTables = new DataTablesApi(this.session);
	}

	/** Whether this n8n has an owner already. */
	async hasOwner(): Promise<boolean> {
		const { userManagement } = await this.session.call<{
			userManagement: { showSetupOnFirstLoad?: boolean };
		}>({
			attempt: 'read the settings',
			method: 'GET',
			path: '/settings',
		});
		return userManagement.showSetupOnFirstLoad !== true;
	}

	/** Creates the owner and logs in. */
	async setUpOwner(owner: Owner): Promise<void> {
		await this.session.call({
			attempt: 'set up the owner',
			method: 'POST',
			path: '/owner/setup',
			body: owner,
		});
	}

	/** Logs in. */
	async logIn({ email, password }: Pick<Owner, 'email' | 'password'>): Promise<void> {
		await this.session.call({
			attempt: `log in as ${email}`,
			method: 'POST',
			path: '/login',
			body: { emailOrLdapLoginId: email, password },
		});
	}

	/** Whether this n8n has a version of a node type, by its full name: `n8n-nodes-base.dataTable`. */
	async hasNode(type: string, version: number): Promise<boolean> {
		// For a version that it lacks, n8n returns the next best.
		const found = await this.session.call<Array<{ version: number | number[] }>>({
			attempt: `look for node type ${type}`,
			method: 'POST',
			path: '/node-types',
			body: { nodeInfos: [{ name: type, version }] },
		});
		return found.flatMap((one) => one.version).includes(version);
	}

	/**
	 * Requests the list of a picker, as the editor does when a user opens one.
	 *
	 * @param type full name of the node type: `n8n-nodes-base.dataTable`
	 * @param method of the node that returns the list
	 * @param credential chosen in the node, by type
	 */
	async searchList(
		type: string,
		method: string,
		credential: StoredCredential,
	): Promise<Array<{ name: string; value: string }>> {
		const { results } = await this.session.call<{ results: Array<{ name: string; value: string }> }>({
			attempt: `open the list ${method}`,
			method: 'POST',
			path: '/dynamic-node-parameters/resource-locator-results',
			body: {
				nodeTypeAndVersion: { name: type, version: 1 },
				methodName: method,
				path: 'parameters.any',
				currentNodeParameters: {},
				credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			},
		});
		return results;
	}

	/**
	 * Creates a key for n8n's public API (`/api/v1`, header `X-N8N-API-KEY`).
	 *
	 * @param scopes of the key, e.g. `workflow:read`
	 */
	async createApiKey(label: string, scopes: string[]): Promise<ApiKey> {
		return await this.session.call({
			attempt: `create API key "${label}"`,
			method: 'POST',
			path: '/api-keys',
			body: { label, scopes, expiresAt: null },
		});
	}

	async deleteApiKey(id: string): Promise<void> {
		await this.session.call({ attempt: `delete API key ${id}`, method: 'DELETE', path: `/api-keys/${id}` });
	}
}
