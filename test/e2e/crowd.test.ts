import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { randomFrom } from '../../storm/random';
import { type ChatKind, ChatFollower, type ChatTestbed, startChatTestbed, WAITING } from './chatTestbed';

/** Followers who write at once, half of them to a certified account. Shared machines manage 60; `CROWD=200` for more. */
const SIZE = Number(process.env.CROWD ?? 60);

/**
 * Whether n8n runs expressions in its sandbox, with the settings and the version of the trigger for many pushes; `CROWD_SANDBOX=true`.
 * The sandbox costs n8n twice the processor time and five times the memory of everything else (decision 006).
 */
const SANDBOXED = process.env.CROWD_SANDBOX === 'true';
const SANDBOX = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true', N8N_EXPRESSION_ENGINE_COMPILE_CACHE: 'true' };

/** All of them write within this time. */
const WITHIN_MS = 1_000;

/** An answer takes between 1 s and this long, s. */
const LONGEST = 60;

/** What a follower reads when the account's server has not answered in time. */
const FAULT = /该公众号提供的服务出现故障/;

let testbed: ChatTestbed;

beforeAll(async () => {
	const env = SANDBOXED ? SANDBOX : { N8N_EXPRESSION_ENGINE: 'legacy' };
	testbed = await startChatTestbed({ seed: 'crowd', env }, (question) => `Answer to ${question}`);
}, 600_000);
afterAll(async () => await testbed?.stop());

interface Outcome {
	question: string;
	answers: string[];
	fault: boolean;
	/** From the message to the answer on the phone, less what the model needed, s. */
	overhead: number;
	collected: number;
}

/** One follower asks, and collects where told to, until the answer is there. */
async function converse(follower: ChatFollower, kind: ChatKind, question: string): Promise<Outcome> {
	const begunAt = performance.now();
	const giveUpAt = begunAt + (LONGEST + 60) * 1_000;
	const answers = async () => (await follower.read()).filter((text) => text !== WAITING && !FAULT.test(text));
	let { faultShownToUser: fault } = await follower.say(question);
	let collected = 0;
	while ((await answers()).length === 0 && performance.now() < giveUpAt) {
		if (kind === 'personal') {
			collected += 1;
			fault = (await follower.say('继续')).faultShownToUser || fault;
		} else {
			await delay(500);
		}
	}
	const overhead = (performance.now() - begunAt) / 1_000 - Number.parseFloat(question);
	return { question, answers: await answers(), fault, overhead: Math.round(overhead * 10) / 10, collected };
}

/** Memory of n8n, MB: now and at most. Only Linux tells. */
function memory(): { now: number; peak: number } | undefined {
	if (process.platform !== 'linux') return undefined;
	const status = readFileSync(`/proc/${testbed.host.pid}/status`, 'utf8');
	const megabytes = (field: string) =>
		Math.round(Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1_024);
	return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

/** The AI chat examples, one account of each kind; each has answered once, since the first execution loads the agent's modules. */
async function openAccounts(): Promise<Array<{ kind: ChatKind; first: ChatFollower }>> {
	const kinds: ChatKind[] = ['certified', 'personal'];
	return await Promise.all(
		kinds.map(async (kind) => {
			const plan = { kind, example: `ai-chat-${kind}`, name: kind, version: SANDBOXED ? 2 : 1 } as const;
			const first = await ChatFollower.add(testbed, plan);
			await first.say('0: hello');
			await first.executions(1);
			return { kind, first };
		}),
	);
}

test(`${SIZE} followers at once read the answer to their own question, once, from one execution each`, async () => {
	const random = randomFrom('crowd');
	const accounts = await openAccounts();
	const before = memory();
	const people = await Promise.all(
		Array.from({ length: SIZE }, async (_, index) => {
			const account = accounts[index % accounts.length];
			if (!account) throw new Error('no account');
			const question = `${(1 + random() * (LONGEST - 1)).toFixed(1)}: hello ${index}`;
			const arrivesMs = random() * WITHIN_MS;
			return { kind: account.kind, question, arrivesMs, follower: await account.first.another() };
		}),
	);
	const outcomes = await Promise.all(
		people.map(async ({ kind, question, arrivesMs, follower }) => {
			await delay(arrivesMs);
			return await converse(follower, kind, question);
		}),
	);
	const executions = await Promise.all(accounts.map(async ({ first }) => (await first.started()) - 1));
	const slowest = outcomes.reduce((slow, one) => (one.overhead > slow.overhead ? one : slow));
	const count = (what: (one: Outcome) => number) => outcomes.reduce((sum, one) => sum + what(one), 0);
	const figures = {
		answers: count(({ answers }) => answers.length),
		right: count(({ answers: [first], question }) => Number(first === `Answer to ${question}`)),
		doubled: count(({ answers }) => Number(answers.length > 1)),
		faults: count(({ fault }) => Number(fault)),
		executions,
	};
	const collected = count((one) => one.collected);
	const all = {
		followers: SIZE,
		sandboxed: SANDBOXED,
		...figures,
		collected,
		slowest,
		memory: { before, after: memory() },
	};
	process.stderr.write(`${JSON.stringify(all)}\n`);
	expect(figures).toEqual({
		answers: SIZE,
		right: SIZE,
		doubled: 0,
		faults: 0,
		executions: [SIZE / 2, SIZE / 2],
	});
}, 300_000);
