import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stringify } from 'flatted';
import type { Execution } from '../../host/rest';
import { HostApi, HostApiError, outputOf } from '../../host/rest';
import { seedHost } from '../../host/seed';

interface Answer {
	status?: number;
	headers?: Record<string, string>;
	body: unknown;
}
type Route = (body: unknown, request: IncomingMessage) => Answer;

/** A stand-in for n8n: answers by method and path, keeps what it was asked. */
class FakeN8n {
	readonly calls: Array<{ call: string; body: unknown; headers: IncomingMessage['headers'] }> = [];
	readonly routes: Record<string, Route> = {};
	private readonly server: Server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const text = Buffer.concat(chunks).toString();
			const body: unknown = text === '' ? undefined : JSON.parse(text);
			const call = `${request.method} ${request.url?.split('?')[0]}`;
			this.calls.push({ call, body, headers: request.headers });
			const answer = this.routes[call]?.(body, request) ?? { status: 404, body: { message: `no ${call}` } };
			response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
			response.end(JSON.stringify(answer.body));
		});
	});

	async start(): Promise<string> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await once(this.server.close(), 'close');
	}
}

describe('HostApi', () => {
	let n8n: FakeN8n;
	let api: HostApi;
	beforeEach(async () => {
		n8n = new FakeN8n();
		api = new HostApi(await n8n.start());
	});
	afterEach(async () => await n8n.stop());

	const owner = { email: 'a@example.com', password: 'Very-Secret-1', firstName: 'A', lastName: 'B' };
	const fail = async (promise: Promise<unknown>): Promise<Error> =>
		await promise.then(
			() => {
				throw new Error('expected a rejection');
			},
			(error: Error) => error,
		);

	it('sends the cookie of the login and always the same browser id', async () => {
		n8n.routes['POST /rest/login'] = () => ({
			headers: { 'set-cookie': 'n8n-auth=abc; Path=/; HttpOnly' },
			body: { data: {} },
		});
		n8n.routes['GET /rest/credentials'] = () => ({ body: { data: [{ id: '1', name: 'Shop', type: 't' }] } });
		await api.logIn(owner);
		await expect(api.credentials.list()).resolves.toEqual([{ id: '1', name: 'Shop', type: 't' }]);
		const [login, list] = n8n.calls;
		expect(list?.headers.cookie).toBe('n8n-auth=abc');
		expect(list?.headers['browser-id']).toBe(login?.headers['browser-id']);
	});

	it('throws HostApiError with what was attempted, the call, the status and the body', async () => {
		n8n.routes['POST /rest/credentials'] = () => ({ status: 400, body: { message: 'type is required' } });
		const data = { appSecret: 'Very-Secret-2' };
		const error = await fail(api.credentials.create({ name: 'Shop', type: 'wechatMpApi', data }));
		expect(error).toBeInstanceOf(HostApiError);
		expect(error).toMatchObject({ status: 400, body: '{"message":"type is required"}' });
		expect(error.message).toBe(
			'Could not create wechatMpApi credential "Shop": POST /rest/credentials answered 400: {"message":"type is required"}',
		);
	});

	it('throws an error without the password when nobody answers', async () => {
		await n8n.stop();
		const error = await fail(api.logIn(owner));
		await n8n.start();
		expect(error.message).toMatch(
			/^Could not log in as a@example\.com: POST \/rest\/login answered nothing: /,
		);
		expect(JSON.stringify(error) + String(error.stack)).not.toContain(owner.password);
	});

	describe('workflows.activate', () => {
		const status = (body: object): void => {
			n8n.routes['GET /rest/workflows/7/publication-status'] = () => ({ body: { data: body } });
		};
		beforeEach(() => {
			const workflow = { id: '7', name: 'W', versionId: 'v2', nodes: [{ id: 'n1', name: 'Trigger' }] };
			n8n.routes['GET /rest/workflows/7'] = () => ({ body: { data: workflow } });
			n8n.routes['POST /rest/workflows/7/activate'] = () => ({ body: { data: workflow } });
		});

		it('names the version and waits until n8n says that it is live', async () => {
			const answers = ['in_progress', 'published'];
			n8n.routes['GET /rest/workflows/7/publication-status'] = () => ({
				body: { data: { status: answers.shift(), liveVersionId: 'v2', triggers: [] } },
			});
			await expect(api.workflows.activate('7', [], { intervalMs: 1 })).resolves.toMatchObject({ id: '7' });
			expect(n8n.calls[1]?.body).toEqual({ versionId: 'v2' });
			expect(answers).toEqual([]);
		});

		it('waits for `active` where n8n has no publications', async () => {
			const seen = [false, false, true];
			n8n.routes['GET /rest/workflows/7'] = () => ({
				body: { data: { id: '7', name: 'W', versionId: 'v2', nodes: [], active: seen.shift() } },
			});
			await api.workflows.activate('7', [], { intervalMs: 1 });
			expect(seen).toEqual([]);
		});

		it('does not take an older version for the new one', async () => {
			status({ status: 'published', liveVersionId: 'v1', triggers: [] });
			const attempt = api.workflows.activate('7', [], { intervalMs: 1, timeoutMs: 5 });
			await expect(attempt).rejects.toThrow(
				'Waited 0.005 s for workflow "W" to become active in vain; n8n says: published',
			);
		});

		it("throws with the trigger's own words when it does not start", async () => {
			const triggers = [{ nodeId: 'n1', status: 'failed', errorMessage: 'Token is too short' }];
			status({ status: 'failed', liveVersionId: null, triggers });
			await expect(api.workflows.activate('7')).rejects.toThrow('node "Trigger": Token is too short');
		});

		it('waits for the webhooks it is given', async () => {
			status({ status: 'published', liveVersionId: 'v2', triggers: [] });
			const found = [null, { workflowId: '7' }];
			n8n.routes['POST /rest/webhooks/find'] = () => ({ body: { data: found.shift() } });
			await api.workflows.activate('7', [{ method: 'GET', path: 'a/b' }], { intervalMs: 1 });
			expect(n8n.calls.at(-1)?.body).toEqual({ method: 'GET', path: 'a/b' });
			expect(found).toEqual([]);
		});
	});

	it('workflows.run sends the saved workflow along, since older n8n runs nothing else', async () => {
		const workflow = { id: '7', name: 'W' };
		n8n.routes['GET /rest/workflows/7'] = () => ({ body: { data: workflow } });
		n8n.routes['POST /rest/workflows/7/run'] = () => ({ body: { data: { executionId: '3' } } });
		await expect(api.workflows.run('7', 'Start')).resolves.toBe('3');
		expect(n8n.calls.at(-1)?.body).toEqual({
			workflowData: workflow,
			triggerToStartFrom: { name: 'Start' },
		});
	});

	it('workflows.run throws for a trigger that waits for a test call', async () => {
		n8n.routes['GET /rest/workflows/7'] = () => ({ body: { data: { id: '7' } } });
		n8n.routes['POST /rest/workflows/7/run'] = () => ({ body: { data: { waitingForWebhook: true } } });
		await expect(api.workflows.run('7', 'Webhook')).rejects.toThrow('Node "Webhook" waits for a test call');
	});

	describe('executions', () => {
		const data = { resultData: { runData: { A: [{ data: { main: [[{ json: { n: 1 } }]] } }] } } };

		it('get parses the flattened data', async () => {
			n8n.routes['GET /rest/executions/5'] = () => ({ body: { data: { id: '5', data: stringify(data) } } });
			await expect(api.executions.get('5')).resolves.toEqual({ id: '5', data });
		});

		it('waitFor goes on while the data of an ended execution is not stored yet', async () => {
			const answers = [
				{ status: 500, body: { message: "Cannot read properties of undefined (reading 'resultData')" } },
				{ body: { data: { id: '5', status: 'success' } } },
				{ body: { data: { id: '5', status: 'success', data: stringify(data) } } },
			];
			n8n.routes['GET /rest/executions/5'] = () => answers.shift() as Answer;
			await expect(api.executions.waitFor('5', { intervalMs: 1 })).resolves.toMatchObject({ data });
			expect(answers).toEqual([]);
		});

		it('list follows the cursor and sorts by number', async () => {
			n8n.routes['GET /rest/executions'] = (_body, { url }) =>
				url?.includes('cursor=c2')
					? { body: { data: { results: [{ id: '9' }] } } }
					: { body: { data: { results: [{ id: '11' }, { id: '10' }], nextCursor: 'c2' } } };
			const found = await api.executions.list('7');
			expect(found.map(({ id }) => id)).toEqual(['9', '10', '11']);
		});

		it('waitForEnded does not count running ones and says what it saw', async () => {
			const results = [{ id: '1', status: 'running' }];
			n8n.routes['GET /rest/executions'] = () => ({ body: { data: { results } } });
			const attempt = api.executions.waitForEnded('7', 1, { intervalMs: 1, timeoutMs: 5 });
			await expect(attempt).rejects.toThrow(
				'1 executions of workflow 7 to end in vain; there are: 1 running',
			);
		});

		it('waitForEnded accepts a condition on the data', async () => {
			n8n.routes['GET /rest/executions'] = () => ({
				body: { data: { results: [{ id: '5', status: 'success' }] } },
			});
			n8n.routes['GET /rest/executions/5'] = () => ({
				body: { data: { id: '5', status: 'success', data: stringify(data) } },
			});
			const wanted = (ended: Execution[]): boolean => ended.some((one) => outputOf(one, 'A')[0]?.n === 1);
			const [execution] = await api.executions.waitForEnded('7', wanted);
			expect(execution?.id).toBe('5');
		});

		it('outputOf throws for a node that did not run and names those that did', () => {
			const execution = { id: '5', data } as unknown as Execution;
			expect(() => outputOf(execution, 'B')).toThrow('Node "B" did not run in execution 5; these did: A');
		});
	});

	it('dataTables.insert goes to the personal project and gives the new ids', async () => {
		n8n.routes['GET /rest/projects/personal'] = () => ({ body: { data: { id: 'P' } } });
		n8n.routes['POST /rest/projects/P/data-tables/T/insert'] = () => ({ body: { data: [{ id: 3 }] } });
		await expect(api.dataTables.insert('T', [{ openid: 'o' }])).resolves.toEqual([3]);
		expect(n8n.calls.at(-1)?.body).toEqual({ data: [{ openid: 'o' }], returnType: 'id' });
	});

	describe('seedHost', () => {
		beforeEach(() => {
			n8n.routes['POST /rest/owner/setup'] = () => ({ body: { data: {} } });
			n8n.routes['POST /rest/login'] = () => ({ body: { data: {} } });
		});
		const settings = (showSetupOnFirstLoad: boolean): void => {
			n8n.routes['GET /rest/settings'] = () => ({
				body: { data: { userManagement: { showSetupOnFirstLoad } } },
			});
		};

		it('sets up an owner with a random password that n8n accepts', async () => {
			settings(true);
			const first = await seedHost({ api }, {});
			const second = await seedHost({ api }, {});
			expect(first.owner.password).not.toBe(second.owner.password);
			expect(first.owner.password).toMatch(/^(?=.*\d)(?=.*[A-Z]).{8,64}$/);
			expect(n8n.calls[1]).toMatchObject({ call: 'POST /rest/owner/setup', body: first.owner });
		});

		it('logs in when there is an owner', async () => {
			settings(false);
			await seedHost({ api }, { owner });
			expect(n8n.calls.map(({ call }) => call)).toEqual(['GET /rest/settings', 'POST /rest/login']);
		});

		it('gives workflows the ids of the credentials it made', async () => {
			settings(true);
			n8n.routes['POST /rest/credentials'] = () => ({
				body: { data: { id: '42', name: 'Shop', type: 'c' } },
			});
			n8n.routes['POST /rest/workflows'] = (body) => ({ body: { data: { id: '7', ...(body as object) } } });
			const nodes = [{ name: 'A', type: 'x.a', credentials: { c: { name: 'Shop' } } }];
			const seeded = await seedHost(
				{ api },
				{
					credentials: [{ name: 'Shop', type: 'c', data: {} }],
					workflows: [{ json: { name: 'W', nodes, connections: {} }, activate: false }],
				},
			);
			expect(seeded.workflows.W?.nodes[0]?.credentials).toEqual({ c: { id: '42', name: 'Shop' } });
		});
	});
});
