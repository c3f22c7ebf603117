import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
	IDataObject,
	IExecuteResponsePromiseData,
	INode,
	INodeExecutionData,
	INodeType,
	IWebhookDescription,
	IWebhookResponseData,
} from 'n8n-workflow';
import { compressAnswers } from '../harness/compressAnswers';
import { CredentialStore, type StoredCredentials } from '../harness/credentialStore';
import { core, workflow as n8n } from '../harness/host';
import { nodeTypes, PACKAGE } from '../harness/nodeTypes';
import { additionalData, completeNode } from '../harness/runWorkflow';

const WEBHOOK_ID = '11111111-2222-3333-4444-555555555555';
const SANDBOX = 'sandbox allow-scripts';

/** What the workflow behind the trigger does; it may answer the browser, or throw. */
export type WorkflowBehind = (
	outputs: INodeExecutionData[][],
) => Promise<IExecuteResponsePromiseData[] | undefined | void>;

/** What a host is made of. Everything can be changed while it runs. */
export interface LoginHostParts {
	type: INodeType;
	parameters: IDataObject;
	credentials: StoredCredentials;
	/** Called with what would be stored; throwing means that n8n's database is away. */
	store?: () => Promise<void>;
	behind?: WorkflowBehind;
	/** Listens on n8n's test address. */
	isTest?: boolean;
	/** The node has been published without a credential. */
	isWithoutCredential?: boolean;
}

/** n8n as far as a trigger's GET address goes, over real HTTP and behind compression: same order of storing and answering as n8n 2.41. */
export class LoginHost {
	/** What was stored as executions: the trigger's outputs. */
	readonly executions: INodeExecutionData[][][] = [];
	/** Lines that the node logged. */
	readonly logged: string[] = [];
	/** Where this process listens. */
	origin = '';
	/** Where browsers reach it, when that is not where it listens: behind a load balancer. */
	publicOrigin: string | undefined;

	private readonly server = createServer((message, response) => {
		compressAnswers(message, response);
		this.serve(message, response).catch((error: unknown) => {
			response.statusCode = 599;
			response.end(String(error));
		});
	});

	/** @param parts may be changed later */
	constructor(readonly parts: LoginHostParts) {}

	/** The trigger's public address. */
	get url(): string {
		return `${this.origin}/webhook${this.parts.isTest ? '-test' : ''}/${WEBHOOK_ID}/oauth`;
	}

	async start(port = 0): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
		this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
		return this;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}

	/** The context of activation of one of the node's webhooks. */
	hookContext(webhook: 'default' | 'setup' = 'default') {
		const { workflow, node } = this.workflow();
		const data = this.data({});
		const context = new core.HookContext(workflow, node, data, 'trigger', 'activate', {
			webhookDescription: this.description(webhook),
			isTest: this.parts.isTest ?? false,
		} as never);
		Object.defineProperty(context, 'logger', { value: { warn: (line: string) => this.logged.push(line) } });
		return context;
	}

	private workflow() {
		const { type, parameters, isWithoutCredential } = this.parts;
		const node = completeNode({
			...(isWithoutCredential ? { credentials: {} } : {}),
			name: 'Login',
			type: `${PACKAGE}.${type.description.name}`,
			typeVersion: 2,
			webhookId: WEBHOOK_ID,
			parameters: parameters as never,
		});
		const workflow = new n8n.Workflow({
			id: 'workflow-1',
			name: 'test',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: nodeTypes([type]),
			settings: {},
		});
		const known = workflow.getNode('Login');
		if (!known) throw new Error('the workflow lost its node');
		return { workflow, node: known };
	}

	private data(more: object) {
		return additionalData(new CredentialStore(this.parts.credentials), {
			webhookBaseUrl: `${this.publicOrigin ?? this.origin}/webhook`,
			webhookTestBaseUrl: `${this.publicOrigin ?? this.origin}/webhook-test`,
			...more,
		} as never);
	}

	private description(name: 'default' | 'setup'): IWebhookDescription {
		const found = this.parts.type.description.webhooks?.find((webhook) => webhook.name === name);
		if (!found) throw new Error(`the trigger has no webhook ${name}`);
		return found;
	}

	private async serve(message: IncomingMessage, raw: ServerResponse): Promise<void> {
		const { pathname, searchParams } = new URL(message.url ?? '/', this.origin);
		const { workflow, node } = this.workflow();
		const name = (['default', 'setup'] as const).find((one) => {
			const path = resolve(workflow, node, this.description(one), 'path');
			const base = `/webhook${this.parts.isTest ? '-test' : ''}/${WEBHOOK_ID}/`;
			return pathname === base + String(path);
		});
		const response = expressResponse(raw);
		if (!name) {
			raw.statusCode = 404;
			raw.end('not registered');
			return;
		}
		const request = {
			method: message.method,
			headers: message.headers,
			query: extendedQuery(searchParams),
			params: {},
			body: {},
			originalUrl: message.url,
		};
		const description = this.description(name);
		const context = new core.WebhookContext(
			workflow,
			node,
			this.data({ httpRequest: request, httpResponse: response }),
			this.parts.isTest ? 'manual' : 'webhook',
			{ webhookDescription: description, isTest: this.parts.isTest ?? false } as never,
			[],
			null as never,
		);
		Object.defineProperty(context, 'logger', { value: { warn: (line: string) => this.logged.push(line) } });
		if (!this.parts.type.webhook) throw new Error('the node has no webhook()');
		const result = await this.parts.type.webhook.call(context);
		await this.execute(result, response, String(resolve(workflow, node, description, 'responseMode')));
	}

	/** What n8n does with the answer of `webhook()`. */
	private async execute(
		result: IWebhookResponseData,
		response: ExpressResponse,
		mode: string,
	): Promise<void> {
		const { workflowData, noWebhookResponse } = result;
		if (!workflowData) {
			if (!noWebhookResponse) response.json({ message: 'Webhook call received' });
			return;
		}
		try {
			await this.parts.store?.();
			this.executions.push(workflowData as INodeExecutionData[][]);
		} catch {
			if (!noWebhookResponse)
				response.status(500).json({ message: 'There was a problem executing the workflow' });
			return;
		}
		if (mode === 'onReceived') {
			if (!noWebhookResponse) n8nAnswers(response, 200).send('firstEntryJson');
			return;
		}
		let answers: IExecuteResponsePromiseData[] | undefined | void;
		try {
			answers = await this.parts.behind?.(workflowData as INodeExecutionData[][]);
		} catch {
			if (!noWebhookResponse) n8nAnswers(response, 500).json({ message: 'Error in workflow' });
			return;
		}
		const [answer] = answers ?? [];
		if (answer)
			respond(response, answer as { statusCode: number; headers: Record<string, string>; body: Buffer });
		else if (!noWebhookResponse) n8nAnswers(response, 200).json(undefined);
	}
}

/** As much of Express as n8n and the trigger use. */
interface ExpressResponse extends ServerResponse {
	status(code: number): this;
	send(body?: unknown): this;
	json(body?: unknown): this;
}

function expressResponse(raw: ServerResponse): ExpressResponse {
	const response = raw as ExpressResponse;
	response.status = (code) => {
		raw.statusCode = code;
		return response;
	};
	response.send = (body) => {
		raw.end(typeof body === 'string' ? body : '');
		return response;
	};
	response.json = (body) => {
		raw.setHeader('content-type', 'application/json');
		raw.end(JSON.stringify(body));
		return response;
	};
	return response;
}

/** n8n puts every answer of its own into a sandbox. */
function n8nAnswers(response: ExpressResponse, status: number): ExpressResponse {
	response.status(status).setHeader('content-security-policy', SANDBOX);
	return response;
}

function respond(
	response: ExpressResponse,
	answer: { statusCode: number; headers: Record<string, string>; body: Buffer },
): void {
	if (response.headersSent) return;
	response.status(answer.statusCode);
	for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
	response.setHeader('content-security-policy', SANDBOX);
	response.end(answer.body);
}

function resolve(
	workflow: InstanceType<typeof n8n.Workflow>,
	node: INode,
	description: IWebhookDescription,
	field: 'path' | 'responseMode',
): unknown {
	const native = n8n.resolveWebhookDescriptionField(node, description, field);
	if (native.resolved) return native.value;
	return workflow.expression.getSimpleParameterValue(node, description[field], 'internal', {});
}

/** Repeated names become lists and brackets objects, as Express parses them for n8n. */
function extendedQuery(query: URLSearchParams): Record<string, unknown> {
	const parsed: Record<string, unknown> = {};
	for (const name of new Set(query.keys())) {
		const [, outer, inner] = /^(\w+)\[(\w*)\]$/.exec(name) ?? [];
		const values = query.getAll(name);
		if (outer !== undefined) parsed[outer] = inner ? { [inner]: values[0] } : values;
		else parsed[name] = values.length > 1 ? values : values[0];
	}
	return parsed;
}
