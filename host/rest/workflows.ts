import { randomUUID } from 'node:crypto';
import type { PollOptions } from '../pollUntil';
import { pollUntil } from '../pollUntil';
import type { WorkflowNode } from '../workflowJson';
import { prepareWorkflow } from '../workflowJson';
import { HostApiError, type RestSession } from './session';

/** A workflow stored in n8n. */
export interface StoredWorkflow {
	id: string;
	name: string;
	/** Version of the draft, which is the one that gets activated. */
	versionId: string;
	active: boolean;
	nodes: WorkflowNode[];
}

/** A production webhook in n8n. */
export interface WebhookAddress {
	method: string;
	/** The path after `/webhook/`. */
	path: string;
}

/** Progress of publishing a workflow. */
interface PublicationStatus {
	status: 'not_published' | 'in_progress' | 'published' | 'partial' | 'failed';
	liveVersionId: string | null;
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

/** Workflows: create, activate, run. */
export class WorkflowsApi {
	constructor(private readonly session: RestSession) {}

	/**
	 * Creates an inactive workflow from an exported or hand-written JSON object.
	 *
	 * @param credentials id of every credential by its name; the workflow's own ids are ignored
	 */
	async create(json: unknown, credentials: Record<string, string> = {}): Promise<StoredWorkflow> {
		const body = prepareWorkflow(json, { credentials, newId: randomUUID });
		return await this.session.call({
			attempt: `create workflow "${body.name}"`,
			method: 'POST',
			path: '/workflows',
			// 1.x requires this property.
			body: { ...body, active: false },
		});
	}

	/** Every workflow, without its nodes. */
	async list(): Promise<Array<Pick<StoredWorkflow, 'id' | 'name' | 'active'>>> {
		return await this.session.call({ attempt: 'list workflows', method: 'GET', path: '/workflows' });
	}

	async get(id: string): Promise<StoredWorkflow> {
		return await this.session.call({
			attempt: `read workflow ${id}`,
			method: 'GET',
			path: `/workflows/${id}`,
		});
	}

	/** Replaces the draft. An active workflow keeps running its old version until it is activated again. */
	async update(id: string, json: unknown, credentials: Record<string, string> = {}): Promise<StoredWorkflow> {
		const body = prepareWorkflow(json, { credentials, newId: randomUUID });
		return await this.session.call({
			attempt: `update workflow "${body.name}"`,
			method: 'PATCH',
			path: `/workflows/${id}`,
			body: withoutReadOnly(body),
		});
	}

	/**
	 * Activates the current draft and waits until its triggers run. n8n answers the call before that.
	 *
	 * @param webhooks production webhooks that must exist as well; an additional check for queue mode only
	 * @throws when n8n refuses the workflow, or a trigger fails to start, with the trigger's own message
	 */
	async activate(
		id: string,
		webhooks: WebhookAddress[] = [],
		options: PollOptions = {},
	): Promise<StoredWorkflow> {
		const { versionId, name } = await this.get(id);
		const workflow = await this.session.call<StoredWorkflow>({
			attempt: `activate workflow "${name}"`,
			method: 'POST',
			path: `/workflows/${id}/activate`,
			body: { versionId },
		});
		let seen: PublicationStatus | undefined;
		await pollUntil(
			`workflow "${name}" to become active`,
			async () => {
				seen = await this.publicationStatus(id);
				// Without publications, n8n answers only when the workflow is live.
				if (!seen) return (await this.get(id)).active || undefined;
				refuseFailure(name, workflow.nodes, seen);
				return (seen.status === 'published' && seen.liveVersionId === versionId) || undefined;
			},
			options,
			() => `n8n says: ${seen?.status}`,
		);
		for (const webhook of webhooks) await this.waitForWebhook(webhook, options);
		return workflow;
	}

	/** Deactivates and waits until n8n no longer listens. */
	async deactivate(id: string, options: PollOptions = {}): Promise<void> {
		await this.session.call({
			attempt: `deactivate workflow ${id}`,
			method: 'POST',
			path: `/workflows/${id}/deactivate`,
			body: {},
		});
		await pollUntil(
			`workflow ${id} to become inactive`,
			async () => {
				const status = await this.publicationStatus(id);
				return !status || status.status === 'not_published' || undefined;
			},
			options,
		);
	}

	/** Waits until n8n knows a production webhook; does not call it. */
	async waitForWebhook({ method, path }: WebhookAddress, options: PollOptions = {}): Promise<void> {
		const body = { method, path };
		await pollUntil(
			`webhook ${method} ${path}`,
			async () =>
				(await this.session.call<object | null>({
					attempt: `look for webhook ${method} ${path}`,
					method: 'POST',
					path: '/webhooks/find',
					body,
				})) ?? undefined,
			options,
		);
	}

	/**
	 * Runs the saved draft by hand.
	 *
	 * @param triggerName node to start from
	 * @returns the id of the execution
	 * @throws for a trigger that only listens for a test call when run by hand
	 */
	async run(id: string, triggerName: string): Promise<string> {
		const { executionId } = await this.session.call<{ executionId?: string }>({
			attempt: `run workflow ${id} from "${triggerName}"`,
			method: 'POST',
			path: `/workflows/${id}/run`,
			// Older n8n runs the workflow in the request, not the stored one.
			body: { workflowData: await this.get(id), triggerToStartFrom: { name: triggerName } },
		});
		if (executionId) return executionId;
		throw new Error(
			`Node "${triggerName}" waits for a test call when run by hand; activate the workflow instead`,
		);
	}

	/** Archives and deletes; n8n only deletes archived workflows. */
	async delete(id: string): Promise<void> {
		const attempt = `delete workflow ${id}`;
		await this.session.call({ attempt, method: 'POST', path: `/workflows/${id}/archive`, body: {} });
		await this.session.call({ attempt, method: 'DELETE', path: `/workflows/${id}` });
	}

	/** Undefined where n8n does not publish workflows but activates them (before 2.15 or so). */
	private async publicationStatus(id: string): Promise<PublicationStatus | undefined> {
		try {
			return await this.session.call({
				attempt: `read whether workflow ${id} is active`,
				method: 'GET',
				path: `/workflows/${id}/publication-status`,
			});
		} catch (error) {
			if (error instanceof HostApiError && error.status === 404) return undefined;
			throw error;
		}
	}
}

/** Properties that n8n returns with a workflow, but does not accept in every version. */
const READ_ONLY = [
	...[
		'activeVersion',
		'checksum',
		'homeProject',
		'isArchived',
		'parentFolder',
		'scopes',
		'sharedWithProjects',
	],
	...['tags', 'triggerCount', 'usedCredentials', 'versionCounter'],
];

function withoutReadOnly(workflow: object): object {
	return Object.fromEntries(Object.entries(workflow).filter(([field]) => !READ_ONLY.includes(field)));
}

function refuseFailure(name: string, nodes: WorkflowNode[], { status, triggers }: PublicationStatus): void {
	if (status !== 'failed' && status !== 'partial') return;
	const reasons = triggers
		.filter((trigger) => trigger.status === 'failed')
		.map(({ nodeId, errorMessage }) => {
			const node = nodes.find(({ id }) => id === nodeId);
			return `node "${node?.name ?? nodeId}": ${errorMessage ?? 'no reason given'}`;
		});
	throw new Error(
		`Workflow "${name}" was activated, but not all of its triggers started; ${reasons.join('; ')}`,
	);
}
