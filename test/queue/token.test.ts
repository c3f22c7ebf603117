import axios from 'axios';
import { pollUntil } from '../../host/pollUntil';
import { newReceiver, type PlainNode, type QueueStage, setQueueStage, workersOf } from './queueStage';

const PATIENCE = { timeoutMs: 120_000 };
const PUSHES = 16;
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

let stage: QueueStage;

beforeAll(async () => {
	stage = await setQueueStage();
}, 600_000);
afterAll(async () => await stage?.strike(), 60_000);

/** An account of which no process knows a token, and what sends in all four processes at once. */
async function newAccount(name: string) {
	const { control } = stage.simulator;
	const { appid, workflow } = await newReceiver(stage, {
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
	/** Everybody writes at once; gives the token calls that came of it. */
	const round = async () => {
		const before = { tokens: await used(TOKEN), typing: await used(TYPING) };
		rounds += 1;
		let next = 0;
		stage.balancer.choose = () => next++ % 2;
		const outcomes = await Promise.all(
			openids.map(
				async (openid, index) =>
					(await control.push({ appid, openid, message: { MsgType: 'text', Content: `${rounds}-${index}` } }))
						.outcome,
			),
		);
		expect(new Set(outcomes)).toEqual(new Set(['acknowledged']));
		const ended = await stage.host.api.executions.waitForEnded(workflow.id, rounds * PUSHES, PATIENCE);
		expect(ended.map(({ status }) => status)).toEqual(ended.map(() => 'success'));
		await pollUntil(
			'the typing signs of all',
			async () => (await used(TYPING)) - before.typing >= PUSHES || undefined,
			PATIENCE,
		);
		const workers = new Set(ended.slice(-PUSHES).flatMap(({ id }) => workersOf(stage, id)));
		return { tokens: (await used(TOKEN)) - before.tokens, workers: workers.size };
	};
	return { appid, round };
}

describe('token calls of two webhook processors and two workers that all send at once', () => {
	test('are one at the start, none while the token lasts, and one more for each token that ends early', async () => {
		const { control, urls } = stage.simulator;
		const { appid, round } = await newAccount('cold');
		const counted: Record<string, unknown> = {};
		counted.atTheStart = await round();
		counted.whileItLasts = await round();
		await control.area('tokens', 'expire', { appid });
		counted.ended = await round();
		const { secret } = (await control.account({ appid })).account;
		const body = { grant_type: 'client_credential', appid, secret, force_refresh: true };
		const { data } = await axios.post<object>(`${urls.api}${TOKEN}`, body, { proxy: false });
		expect(data).toHaveProperty('access_token');
		counted.replaced = await round();
		expect(counted).toEqual({
			atTheStart: { tokens: 1, workers: 2 },
			whileItLasts: { tokens: 0, workers: 2 },
			ended: { tokens: 1, workers: 2 },
			replaced: { tokens: 1, workers: 2 },
		});
	}, 300_000);

	test('are one for a token whose time is over, and none for one that is near its end', async () => {
		const { round } = await newAccount('near its end');
		await round();
		const fetchedBy = Date.now();
		const credentials = stage.host.api.credentials;
		const known = (await credentials.list()).find(({ name }) => name === 'near its end');
		if (!known) throw new Error('n8n did not keep the credential');
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
		// Until then each process remembers what it has fetched, whatever the store says.
		await pollUntil('ten seconds to be over', async () => Date.now() - fetchedBy > 10_000 || undefined);
		await endsIn(-250_000);
		const over = await round();
		expect([near.tokens, over.tokens]).toEqual([0, 1]);
	}, 300_000);
});
