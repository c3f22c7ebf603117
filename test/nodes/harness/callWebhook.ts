import { core, workflow as n8n } from './host';
import type { INodeType, IWebhookDescription, IWebhookResponseData, WorkflowExecuteMode } from 'n8n-workflow';
import { CredentialStore, type StoredCredentials } from './credentialStore';
import { nodeTypes, PACKAGE } from './nodeTypes';
import { additionalData, completeNode } from './runWorkflow';

/** What a webhook wrote on its response. */
export interface WrittenResponse {
	statusCode: number | undefined;
	headers: Record<string, string>;
	body: string | undefined;
	headersSent: boolean;
	writableEnded: boolean;
}

/** The outcome of one call of `webhook()`. */
export interface WebhookCall {
	/** What `webhook()` returned to n8n. */
	result: IWebhookResponseData;
	response: WrittenResponse;
	/** The node's static data after the call. */
	staticData: Record<string, unknown>;
}

/**
 * Calls a trigger's `webhook()` in this process through n8n's own webhook context.
 *
 * @param test the trigger class, its parameters and credential, and the HTTP request; `body` is what went over the network
 */
export async function callWebhook(test: {
	type: INodeType;
	parameters?: Record<string, unknown>;
	credentials?: StoredCredentials;
	method: 'GET' | 'POST';
	query?: Record<string, unknown>;
	headers?: Record<string, string>;
	body?: Buffer | string;
	/** Whether n8n has read the body already (it does for xml, json, text) or the node must ask for it. */
	bodyRead?: boolean;
	mode?: WorkflowExecuteMode;
	webhookName?: 'default' | 'setup';
	staticData?: Record<string, unknown>;
	typeVersion?: number;
}): Promise<WebhookCall> {
	const { description } = test.type;
	const versions = [description.version].flat();
	const node = completeNode({
		name: 'Trigger',
		type: `${PACKAGE}.${description.name}`,
		typeVersion: test.typeVersion ?? Math.max(...versions),
		webhookId: '11111111-2222-3333-4444-555555555555',
		parameters: (test.parameters ?? {}) as never,
	});
	const workflow = new n8n.Workflow({
		id: 'workflow-1',
		name: 'test',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: nodeTypes([test.type]),
		staticData: { [`node:${node.name}`]: test.staticData ?? {} } as never,
		settings: {},
	});
	const raw = test.body === undefined ? undefined : Buffer.from(test.body);
	const request: Record<string, unknown> = {
		method: test.method,
		headers: test.headers ?? {},
		query: test.query ?? {},
		params: {},
		body: {},
		rawBody: (test.bodyRead ?? true) ? raw : undefined,
		async readRawBody() {
			request.rawBody ??= raw ?? Buffer.alloc(0);
		},
	};
	const response = fakeResponse();
	const name = test.webhookName ?? (test.method === 'GET' ? 'setup' : 'default');
	const webhookDescription = (description.webhooks?.find((webhook) => webhook.name === name) ??
		description.webhooks?.[0]) as IWebhookDescription;
	const data = additionalData(new CredentialStore(test.credentials ?? {}), {
		httpRequest: request,
		httpResponse: response.express,
	} as never);
	const context = new core.WebhookContext(
		workflow,
		node,
		data,
		test.mode ?? 'webhook',
		{
			webhookDescription,
			httpMethod: test.method,
			node: node.name,
			path: '',
			workflowId: 'workflow-1',
		} as never,
		[],
		null as never,
	);
	if (!test.type.webhook) throw new Error('the node has no webhook()');
	const result = await test.type.webhook.call(context);
	return { result, response: response.written, staticData: context.getWorkflowStaticData('node') };
}

/** As much of an Express response as a trigger may use. */
function fakeResponse() {
	const written: WrittenResponse = {
		statusCode: undefined,
		headers: {},
		body: undefined,
		headersSent: false,
		writableEnded: false,
	};
	const finish = (body?: unknown) => {
		if (written.writableEnded) throw new Error('the response was written twice');
		written.statusCode ??= 200;
		written.body = body === undefined ? '' : Buffer.isBuffer(body) ? body.toString('utf8') : String(body);
		written.headersSent = true;
		written.writableEnded = true;
		return express;
	};
	const setHeader = (name: string, value: string) => {
		written.headers[name.toLowerCase()] = String(value);
		return express;
	};
	const express = {
		get headersSent() {
			return written.headersSent;
		},
		get writableEnded() {
			return written.writableEnded;
		},
		status(code: number) {
			written.statusCode = code;
			return express;
		},
		type: (value: string) => setHeader('content-type', value),
		set: (name: string | Record<string, string>, value?: string) => {
			if (typeof name === 'string') return setHeader(name, value ?? '');
			for (const [key, one] of Object.entries(name)) setHeader(key, one);
			return express;
		},
		setHeader,
		header: setHeader,
		cookie: (name: string, value: string, options: Record<string, unknown> = {}) =>
			setHeader('set-cookie', `${name}=${value}; ${JSON.stringify(options)}`),
		redirect(first: number | string, second?: string) {
			written.statusCode = typeof first === 'number' ? first : 302;
			setHeader('location', typeof first === 'number' ? (second ?? '') : first);
			return finish();
		},
		send: finish,
		end: finish,
		json: (value: unknown) => finish(JSON.stringify(value)),
		once: () => express,
		on: () => express,
	};
	return { express, written };
}
