import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findCode } from '../../../core/errors/catalogue';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { PACKAGE, START } from '../harness/nodeTypes';
import { runWorkflow, type TestNode, type TestRun } from '../harness/runWorkflow';

/** One request that reached the platform. */
export interface Call {
	path: string;
	query: URLSearchParams;
	body: IDataObject;
	/** Which call of this path, from 1. */
	nth: number;
	/** What `Date.now()` said when it arrived. */
	at: number;
}

/** JSON to answer with; `drop` cuts the connection after the request, `hang` never answers, undefined is success. */
export type Answer = object | 'drop' | 'hang' | undefined;

/** A platform of a few lines, and the node that calls it. */
export interface Lab {
	url: string;
	calls: Call[];
	/** Calls of messages only. */
	sends(): Call[];
	/** The most calls that were open at a time. */
	mostInFlight(): number;
	run(order: Order): Promise<TestRun>;
	close(): Promise<void>;
}

/** What the node does in a run. */
export interface Order {
	/** Number of input items, or the items themselves; each has `id` and `text`. */
	items: number | INodeExecutionData[];
	parameters: IDataObject;
	runOptions?: IDataObject;
	/** Settings of the node, e.g. `retryOnFail`. */
	node?: Partial<TestNode>;
	/** Fields of the credential. */
	credential?: IDataObject;
	executionId?: string;
	cancelAfter?: Promise<void>;
}

/** Name of the node under test. */
export const NODE = 'WeChat';

/** A customer service text: WeChat delivers every copy. */
export const TEXT: IDataObject = {
	resource: 'customerService',
	operation: 'sendText',
	touser: '={{ $json.id }}',
	content: '={{ $json.text }}',
};

/** A template message: WeChat drops a second copy with the same id. */
export const TEMPLATE: IDataObject = {
	resource: 'template',
	operation: 'send',
	touser: '={{ $json.id }}',
	templateId: { __rl: true, mode: 'id', value: 'SAMPLE-template-id-000000000000000000000001' },
	dataInput: 'json',
	dataJson: '={{ JSON.stringify({ thing1: $json.text }) }}',
	options: {},
};

/** A read. */
export const USER: IDataObject = { resource: 'user', operation: 'get', openid: '={{ $json.id }}' };

/** The OpenID of an item's person. */
export const openidOf = (item: number) => `o${String(item).padStart(27, '0')}`;

/** Makes so many input items, each for a person of its own. */
export const rows = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, item) => ({ json: { id: openidOf(item), text: `t${item}` } }));

/** A promise and what fulfils it. */
export function signal(): { given: Promise<void>; give: () => void } {
	let give = () => {};
	const given = new Promise<void>((resolve) => (give = resolve));
	return { given, give };
}

let runs = 0;

/** One for all runs, as in n8n. */
const WECHAT = new Wechat();

/** @param rule decides every answer; left undefined, tokens are handed out and everything succeeds */
export async function openLab(
	rule: (call: Call) => Answer | Promise<Answer> = () => undefined,
): Promise<Lab> {
	const calls: Call[] = [];
	const counts = new Map<string, number>();
	let open = 0;
	let most = 0;
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (part: Buffer) => (text += part.toString('utf8')));
		request.on('end', () => {
			open += 1;
			most = Math.max(most, open);
			const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://127.0.0.1');
			const nth = (counts.get(path) ?? 0) + 1;
			counts.set(path, nth);
			const body = text.startsWith('{') ? (JSON.parse(text) as IDataObject) : {};
			const call = { path, query, body, nth, at: Date.now() };
			calls.push(call);
			void Promise.resolve(rule(call)).then((answer = usual(call)) => {
				if (answer === 'hang') return;
				open -= 1;
				if (answer === 'drop') request.socket.destroy();
				else response.end(JSON.stringify(answer));
			});
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url,
		calls,
		sends: () => calls.filter(({ path }) => path.endsWith('/send')),
		mostInFlight: () => most,
		run: async (order) => await runOrder(url, order),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function usual({ path, nth, body }: Call): object {
	if (path.endsWith('token'))
		return { access_token: `TOKEN-000000000000000000000000${nth}`, expires_in: 7200 };
	if (path === '/cgi-bin/user/info/batchget') return { user_info_list: body.user_list };
	return { errcode: 0, errmsg: 'ok', msgid: nth };
}

async function runOrder(url: string, order: Order): Promise<TestRun> {
	const { items, parameters, runOptions = {}, node = {}, credential = {}, cancelAfter } = order;
	runs += 1;
	return await runWorkflow({
		types: [WECHAT],
		// What n8n makes of the node for agents.
		otherTypes: { [`${PACKAGE}.wechatTool`]: WECHAT },
		cancelAfter,
		// Executions of one process never share an id.
		executionId: order.executionId ?? `lab-${runs}`,
		credentials: { wechatMpApi: { ...accountAt(url), ...credential } as never },
		input: typeof items === 'number' ? rows(items) : items,
		nodes: [
			{ name: 'Start', type: START },
			{
				name: NODE,
				type: `${PACKAGE}.wechat`,
				onError: 'continueRegularOutput',
				...node,
				parameters: { ...parameters, runOptions } as never,
			},
		],
	});
}

/** A credential for the platform at an address. */
export const accountAt = (url: string) => ({
	appId: 'wx0123456789abcdef',
	appSecret: '0123456789abcdef0123456789abcdef',
	apiHost: 'custom',
	customApiHost: url,
});

/** How the summary of a run names a refusal. */
export const inWords = (errcode: number) => `${errcode} (${findCode(errcode)?.meaning})`;

/** How often the platform accepted something for each person. */
export function perPerson(calls: readonly Call[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { body } of calls) counts[String(body.touser)] = (counts[String(body.touser)] ?? 0) + 1;
	return counts;
}
