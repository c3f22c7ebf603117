import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGunzip } from 'node:zlib';
import axios, { type AxiosResponse } from 'axios';
import type { IDataObject, INode, INodeExecutionData, IWebhookResponseData } from 'n8n-workflow';
import { WechatTrigger } from '../../../nodes/WechatTrigger/WechatTrigger.node';
import { compressAnswers } from '../harness/compressAnswers';
import { CredentialStore } from '../harness/credentialStore';
import { core, workflow as n8n } from '../harness/host';
import { nodeTypes, PACKAGE } from '../harness/nodeTypes';
import { additionalData, completeNode } from '../harness/runWorkflow';
import { credentialOf, type ForgedPush } from './forgePush';

/** An execution that the trigger wants to start. */
export interface Started {
	items: INodeExecutionData[];
	json: IDataObject;
	/** Answers a push that is held open, as a later node does through n8n: with a text, or with what it gave `sendResponse`. */
	reply(answer: string | SentResponse): void;
	/** Ends the response without a word, as n8n does in queue mode when the workflow has given no answer. */
	end(): void;
}

/** What a node gives to `sendResponse`. */
export interface SentResponse {
	statusCode: number;
	headers: Record<string, string>;
	body: Buffer;
}

/** How n8n treats one execution; what it returns or throws decides about the answer. */
export type Store = (started: Started) => Promise<void> | void;

interface Setup {
	parameters?: Record<string, unknown>;
	/** What differs from the plain-text account. */
	credential?: IDataObject;
	/** Stands for n8n's storing or queueing of the execution. */
	store?: Store;
	mode?: 'webhook' | 'manual';
	/** Whether n8n has read the body before the node is called (xml, json, text), or the node must ask, or that fails. */
	body?: 'read' | 'unread' | 'unreadable';
}

let hosts = 0;

/**
 * A small n8n around the trigger, on a real loopback socket and behind compression: it reads the request, calls `webhook()` in
 * n8n's own context and answers by n8n's rules, that is after the execution has been stored, or with 500 when that failed.
 */
export class TriggerHost {
	/** Executions that were stored. */
	readonly stored: Started[] = [];
	/** How many requests the node has been given. */
	received = 0;
	/** Lines of the log, with their level. */
	readonly log: string[] = [];
	readonly credentials: CredentialStore;
	private readonly open = new Set<ServerResponse>();
	private readonly server: Server;
	private readonly type = new WechatTrigger();
	/** Names workflow and credential; new for each host, so that hosts know nothing of each other. */
	private readonly id = `host-${++hosts}`;

	constructor(readonly setup: Setup = {}) {
		this.credentials = new CredentialStore(credentialOf(setup.credential));
		this.server = createServer((request, response) => void this.handle(request, response));
	}

	async start(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return this;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhook/1/wechat`;
	}

	/** Delivers a push; every status is an answer. */
	async push({ query, body }: ForgedPush): Promise<AxiosResponse<string>> {
		return await this.send('POST', new URLSearchParams(query).toString(), body);
	}

	/** Waits until the node has been given that many requests and has done with them what it can without waiting. */
	async hasReceived(count: number): Promise<void> {
		while (this.received < count) await new Promise((resolve) => setImmediate(resolve));
		await new Promise((resolve) => setImmediate(resolve));
	}

	/** Waits until one of the connections that are open now has been closed by the other side. */
	async hangsUp(): Promise<void> {
		await Promise.race(
			[...this.open].map(async (response) => {
				await new Promise<void>((resolve) => response.once('close', () => resolve()));
			}),
		);
	}

	/** Sends any request. */
	async send(
		method: 'GET' | 'POST',
		query: string,
		body?: string | Buffer,
		headers: Record<string, string> = {},
	): Promise<AxiosResponse<string>> {
		return await axios.request<string>({
			method,
			url: `${this.url}?${query}`,
			data: body,
			headers: { 'content-type': 'text/xml', ...headers },
			responseType: 'text',
			transformResponse: (text: string) => text,
			validateStatus: () => true,
		});
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		this.open.add(response);
		response.once('close', () => this.open.delete(response));
		compressAnswers(request, response);
		const result = await this.callNode(request, response);
		// From here on as n8n does (packages/cli, webhook-helpers): onReceived is answered after the execution was stored.
		if (!result.workflowData) return;
		const items = result.workflowData[0] ?? [];
		const started: Started = {
			items,
			json: items[0]?.json ?? {},
			reply: (answer) => respond(response, answer),
			end: () => void response.end(),
		};
		const held = result.noWebhookResponse === true;
		try {
			await this.setup.store?.(started);
			this.stored.push(started);
			if (!held) send(response, 200, 'success');
		} catch {
			if (!held) send(response, 500, '{"message":"There was a problem executing the workflow"}');
		}
	}

	private async callNode(request: IncomingMessage, response: ServerResponse): Promise<IWebhookResponseData> {
		const method = request.method as 'GET' | 'POST';
		const node = this.node();
		const workflow = new n8n.Workflow({
			id: this.id,
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: nodeTypes([this.type]),
			settings: {},
		});
		const context = new core.WebhookContext(
			workflow,
			node,
			additionalData(this.credentials, {
				httpRequest: await expressRequest(request, this.setup.body ?? 'read'),
				httpResponse: expressResponse(response),
			} as never),
			this.setup.mode ?? 'webhook',
			{
				webhookDescription: this.type.description.webhooks?.find((one) => one.httpMethod === method) as never,
				httpMethod: method,
				node: node.name,
				path: '',
				workflowId: this.id,
			} as never,
			[],
			null as never,
		);
		const write = (level: string) => (line: string) => void this.log.push(`${level}: ${line}`);
		Object.defineProperty(context, 'logger', {
			value: { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') },
		});
		this.received += 1;
		return await this.type.webhook.call(context);
	}

	private node(): INode {
		return completeNode({
			name: 'WeChat Trigger',
			type: `${PACKAGE}.wechatTrigger`,
			typeVersion: 1,
			credentials: { wechatMpApi: { id: this.id, name: 'account' } },
			webhookId: '11111111-2222-3333-4444-555555555555',
			parameters: (this.setup.parameters ?? {}) as never,
		});
	}
}

/** Express states the length of what it sends. */
function send(response: ServerResponse, status: number, text: string): void {
	response.statusCode = status;
	response.setHeader('content-length', Buffer.byteLength(text));
	response.end(text);
}

function respond(response: ServerResponse, answer: string | SentResponse): void {
	const { statusCode, headers, body } =
		typeof answer === 'string'
			? { statusCode: 200, headers: { 'content-type': 'text/xml' }, body: Buffer.from(answer) }
			: answer;
	response.statusCode = statusCode;
	response.setHeaders(new Map(Object.entries(headers)));
	response.end(body);
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}

async function expressRequest(
	request: IncomingMessage,
	body: 'read' | 'unread' | 'unreadable',
): Promise<object> {
	const raw = body === 'unread' ? undefined : await readAll(request);
	const express = Object.assign(request, {
		originalUrl: request.url,
		query: parseQuery(new URL(request.url ?? '/', 'http://127.0.0.1').searchParams),
		params: {},
		body: {},
		rawBody: body === 'read' ? raw : undefined,
		async readRawBody() {
			if (body === 'unreadable') throw new Error('request entity too large');
			// As n8n does it: the end of what is piped into a decompressor is not that of its sender's connection.
			const isGzip = request.headers['content-encoding'] === 'gzip';
			express.rawBody = raw ?? (await readAll(isGzip ? request.pipe(createGunzip()) : request));
		},
	});
	return express;
}

/** As Express does it for n8n: a repeated name is an array, `name[key]` an object. */
function parseQuery(parameters: URLSearchParams): Record<string, unknown> {
	const query: Record<string, unknown> = {};
	for (const name of new Set(parameters.keys())) {
		const values = parameters.getAll(name);
		const nested = /^(\w+)\[(.*)\]$/.exec(name);
		if (nested?.[1]) query[nested[1]] = nested[2] ? { [nested[2]]: values[0] } : values;
		else query[name] = values.length > 1 ? values : values[0];
	}
	return query;
}

function expressResponse(response: ServerResponse): object {
	return Object.assign(response, {
		status(code: number) {
			response.statusCode = code;
			return response;
		},
		type(contentType: string) {
			response.setHeader('content-type', `${contentType}; charset=utf-8`);
			return response;
		},
		set(name: string, value: string) {
			response.setHeader(name, value);
			return response;
		},
	});
}
