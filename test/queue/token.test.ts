import axios from 'axios';
import { pollUntil } from '../../host/pollUntil';
import { outputOf, type StoredCredential } from '../../host/rest';
import {
	activateLine,
	createLine,
	newReceiver,
	type PlainNode,
	type QueueTestbed,
	startQueueTestbed,
	workersOf,
} from './queueTestbed';

const TIMEOUT = { timeoutMs: 120_000 };
const PUSHES = 16;
const REQUESTS = 6;
const numbers = Array.from({ length: PUSHES }, (_, index) => index);
const TOKEN = '/cgi-bin/stable_token';
const TYPING = '/cgi-bin/message/custom/typing';

const ANSWER: PlainNode = {
	name: 'Answer',
	type: 'n8n-nodes-wechat-mp.wechat',
	typeVersion: 1,
	parameters: {
		resource: 'customerService',
		operation: 'sendText',
		touser: '={{ $json.FromUserName }}',
		content: '=Got {{ $json.Content }}',
	},
};

let testbed: QueueTestbed;

beforeAll(async () => {
	testbed = await startQueueTestbed();
}, 600_000);
afterAll(async () => await testbed?.stop(), 60_000);

/** An account of which no process knows a token, and what sends in all four processes at once. */
async function newAccount(name: string) {
	const { control } = testbed.simulator;
	const { appid, workflow } = await newReceiver(testbed, {
		name,
		mode: 'safe',
		parameters: { triggerOptions: { showTyping: true } },
		nodes: [ANSWER],
	});
	const openids = await Promise.all(
		numbers.map(async () => (await control.follower({ appid, follow: true, push: false })).follower.openid),
	);
	const used = async (path: string) => {
		const { accounts } = await control.state();
		const { usedToday } = accounts.find((account) => account.appid === appid) as unknown as {
			usedToday: Record<string, number>;
		};
		return usedToday[path] ?? 0;
	};
	let rounds = 0;
	/** Everybody writes at once, and `beside` does what it does; gives the token calls that came of it. */
	const round = async (beside: () => Promise<unknown> = async () => undefined) => {
		const before = { tokens: await used(TOKEN), typing: await used(TYPING) };
		rounds += 1;
		let next = 0;
		testbed.balancer.choose = () => next++ % 2;
		const others = beside();
		const outcomes = await Promise.all(
			openids.map(
				async (openid, index) =>
					(await control.push({ appid, openid, message: { MsgType: 'text', Content: `${rounds}-${index}` } }))
						.outcome,
			),
		);
		expect(new Set(outcomes)).toEqual(new Set(['acknowledged']));
		const ended = await testbed.host.api.executions.waitForEnded(workflow.id, rounds * PUSHES, TIMEOUT);
		expect(ended.map(({ status }) => status)).toEqual(ended.map(() => 'success'));
		await pollUntil(
			'the typing signs of all',
			async () => (await used(TYPING)) - before.typing >= PUSHES || undefined,
			TIMEOUT,
		);
		await others;
		const workers = new Set(ended.slice(-PUSHES).flatMap(({ id }) => workersOf(testbed, id)));
		return { tokens: (await used(TOKEN)) - before.tokens, workers: workers.size };
	};
	let replacedAt = 0;
	/** Ends the token as another program does that forces a new one; WeChat does nothing within 30 seconds of the last time. */
	const replace = async () => {
		await pollUntil(
			'30 seconds to be over',
			async () => Date.now() - replacedAt > 30_500 || undefined,
			TIMEOUT,
		);
		const { urls } = testbed.simulator;
		const { secret } = (await control.account({ appid })).account;
		const body = { grant_type: 'client_credential', appid, secret, force_refresh: true };
		const { data } = await axios.post<object>(`${urls.api}${TOKEN}`, body, { proxy: false });
		expect(data).toHaveProperty('access_token');
		replacedAt = Date.now();
	};
	const credential = (await testbed.host.api.credentials.list()).find((one) => one.name === name);
	if (!credential) throw new Error('n8n did not keep the credential');
	return { appid, round, replace, credential, tokens: async () => await used(TOKEN) };
}

/**
 * Claims are exact while a process writes one faster than the others pause (decision 003), so on a slow machine one more process may ask
 * once in a while. Without claims, more than one asks every time.
 */
async function attempts(wanted: number, callsOf: (attempt: number) => Promise<number>): Promise<number> {
	let calls = await callsOf(1);
	for (let attempt = 2; attempt <= 3 && calls !== wanted; attempt++) calls = await callsOf(attempt);
	return calls;
}

/** Does something while WeChat takes so long to give tokens. */
async function whileTokensTake<T>(delayMs: number, work: () => Promise<T>): Promise<T> {
	const { control } = testbed.simulator;
	await control.fault({ match: TOKEN, delayMs });
	const result = await work();
	await control.fault({ clear: true });
	return result;
}

describe('token calls of two webhook processors and two workers that all send at once', () => {
	test('are one at the start, none while the token lasts, and one more for each token that ends early', async () => {
		const { control } = testbed.simulator;
		let account = await newAccount('cold');
		const workers = new Set<number>();
		const round = async () => {
			// So long that every process needs the token before any has it.
			const counted = await whileTokensTake(1_500, account.round);
			workers.add(counted.workers);
			return counted.tokens;
		};
		const atTheStart = await attempts(1, async (attempt) => {
			if (attempt > 1) account = await newAccount(`cold ${attempt}`);
			return await round();
		});
		const whileItLasts = await round();
		const ended = await attempts(1, async () => {
			await control.area('tokens', 'expire', { appid: account.appid });
			return await round();
		});
		const replaced = await attempts(1, async () => {
			await account.replace();
			return await round();
		});
		expect({ atTheStart, whileItLasts, ended, replaced }).toEqual({
			atTheStart: 1,
			whileItLasts: 0,
			ended: 1,
			replaced: 1,
		});
		expect([...workers]).toEqual([2]);
	}, 600_000);

	test('are one for a token whose time is over, and none for one that is near its end', async () => {
		const { round, credential: known } = await newAccount('near its end');
		await round();
		let fetchedBy = Date.now();
		const { credentials } = testbed.host.api;
		const endsIn = async (milliseconds: number) => {
			const data = await credentials.read(known.id);
			expect(Number(data.expiresAt)).toBeGreaterThan(Date.now());
			await credentials.update(known.id, {
				...known,
				data: { ...data, expiresAt: String(Date.now() + milliseconds) },
			});
		};
		await endsIn(60_000);
		const near = await round();
		const over = await attempts(1, async () => {
			// Until then each process remembers what it has fetched, whatever the store says.
			await pollUntil('ten seconds to be over', async () => Date.now() - fetchedBy > 10_000 || undefined);
			await endsIn(-250_000);
			const { tokens } = await round();
			fetchedBy = Date.now();
			return tokens;
		});
		expect([near.tokens, over]).toEqual([0, 1]);
	}, 300_000);
});

describe('beside them', () => {
	const TAGS: PlainNode = {
		name: 'Tags',
		type: 'n8n-nodes-wechat-mp.wechat',
		typeVersion: 1,
		parameters: { resource: 'tag', operation: 'getMany' },
	};
	const START: PlainNode = {
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	};

	/** Runs of HTTP Request nodes with our credential, on the workers. */
	async function newRequests(credential: StoredCredential, path: string) {
		const request = {
			url: `${testbed.simulator.urls.api}/cgi-bin/tags/get`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'wechatMpApi',
			options: {},
		};
		const workflow = await activateLine(
			testbed,
			path,
			[
				{ name: 'Call', type: 'n8n-nodes-base.webhook', typeVersion: 2, parameters: { path } },
				{ name: 'Request', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters: request },
			],
			{ credential },
		);
		let started = 0;
		return async () => {
			started += REQUESTS;
			const url = testbed.host.webhookUrl(path);
			await Promise.all(numbers.slice(0, REQUESTS).map(async () => await axios.get(url, { proxy: false })));
			const ended = await testbed.host.api.executions.waitForEnded(workflow.id, started, TIMEOUT);
			const latest = ended.slice(-REQUESTS);
			expect(latest.flatMap((one) => outputOf(one, 'Request')).map(({ tags }) => typeof tags)).toEqual(
				latest.map(() => 'object'),
			);
			return new Set(latest.flatMap(({ id }) => workersOf(testbed, id))).size;
		};
	}

	test('lists and a run by hand in main cost no call when another process asks, and two at most when they begin together', async () => {
		const { api } = testbed.host;
		const { control } = testbed.simulator;
		const { appid, round, replace, credential } = await newAccount('with main');
		const byHand = await createLine(testbed, 'by hand', [START, TAGS], { credential });
		const main = async () => {
			const run = async () => await api.executions.waitFor(await api.workflows.run(byHand.id, 'Start'));
			const [ended] = await Promise.all([
				run(),
				...['searchTags', 'searchTemplates', 'searchFollowers'].map(
					async (method) => await api.searchList(TAGS.type, method, credential),
				),
			]);
			expect(ended.status).toBe('success');
			expect(workersOf(testbed, ended.id)).toEqual([]);
		};
		/** Opens them when another process has just said in n8n's store that it asks for a token. */
		const mainMeanwhile = async () => {
			const claim = async () => (await api.credentials.read(credential.id)).askedBy;
			const before = await claim();
			await pollUntil('a claim', async () => (await claim()) !== before || undefined, TIMEOUT);
			await main();
		};
		const counted: Record<string, number> = {};
		counted.atTheStart = (await round(main)).tokens;
		counted.whileItLasts = (await round(main)).tokens;
		await replace();
		counted.replaced = (await round(main)).tokens;
		// Main, if it asked, would do so every time.
		counted.whileAnotherAsks = await attempts(1, async () => {
			await control.area('tokens', 'expire', { appid });
			// Longer than main would take to ask for itself.
			return (await whileTokensTake(1_000, async () => await round(mainMeanwhile))).tokens;
		});
		const { whileItLasts, whileAnotherAsks, ...together } = counted;
		expect({ whileItLasts, whileAnotherAsks }).toEqual({ whileItLasts: 0, whileAnotherAsks: 1 });
		// Main makes no claim: where it takes longer than the pause of the others, it has asked beside them. On a slow machine, on which
		// main runs as well, one more process may ask.
		for (const calls of Object.values(together)) expect([1, 2, 3]).toContain(calls);
	}, 300_000);

	test('HTTP Request nodes, which n8n shows no store, cost one call for each worker at a start, and none soon after', async () => {
		const { round, replace, tokens, credential } = await newAccount('with requests');
		const requests = await newRequests(credential, 'requests');
		// So long that every worker needs the token before any has it.
		const workers = await whileTokensTake(1_500, requests);
		const atTheStart = await tokens();
		const whileItLasts = (await round(requests)).tokens;
		// HTTP Request nodes do not notice that: they are refused until a node of ours has renewed the token.
		const replaced = await attempts(1, async () => {
			await replace();
			return (await round()).tokens;
		});
		const after = (await round(requests)).tokens;
		expect({ workers, atTheStart, whileItLasts, replaced, after }).toEqual({
			workers: 2,
			atTheStart: 2,
			whileItLasts: 0,
			replaced: 1,
			after: 0,
		});
	}, 300_000);

	test('HTTP Request nodes and pushes that need the first token at once cost one call and one for each worker at most', async () => {
		const { round, credential } = await newAccount('all at once');
		const { tokens } = await round(await newRequests(credential, 'all-at-once'));
		expect(tokens).toBeGreaterThanOrEqual(1);
		expect(tokens).toBeLessThanOrEqual(3);
	}, 300_000);
});
