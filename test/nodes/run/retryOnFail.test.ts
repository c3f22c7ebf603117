import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { PACKAGE, START } from '../harness/nodeTypes';
import { runWorkflow } from '../harness/runWorkflow';
import { createSimulator, type Simulator } from '../../../simulator/createSimulator';
import {
	type Answer,
	accountAt,
	type Lab,
	NODE,
	openidOf,
	openLab,
	perPerson,
	rows,
	TEMPLATE,
	TEXT,
} from './lab';
import { loopUntil } from './loopUntil';
import { passTime } from './virtualTime';
import type * as virtualTime from './virtualTime';

jest.mock('n8n-workflow', () => jest.requireActual<typeof virtualTime>('./virtualTime').withoutWaiting());

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const LATE = { errcode: 45015, errmsg: 'response out of time limit' };

let lab: Lab;
afterEach(async () => await lab.close());

test.each([
	['Stop', 'stopWorkflow', 2],
	['Continue', 'continueRegularOutput', 0],
] as const)(
	'On Error %s: while one of three people is refused three times, the others get their text once',
	async (_name, onError, refused) => {
		lab = await openLab(({ path, body }) =>
			path.endsWith('/send') && body.touser === openidOf(refused) ? LATE : undefined,
		);
		const { items, error } = await lab.run({
			items: 3,
			parameters: TEXT,
			runOptions: { inFlight: 1 },
			node: { ...RETRY, onError },
		});
		const expected = [0, 1, 2].map((item) => [openidOf(item), item === refused ? 3 : 1]);
		expect(perPerson(lab.sends())).toEqual(Object.fromEntries(expected));
		const stops = onError === 'stopWorkflow';
		expect(error?.message ?? '').toContain(stops ? '45015' : '');
		expect(items(NODE).map(({ json, pairedItem }) => [json.success, pairedItem])).toEqual(
			stops
				? []
				: [
						[undefined, { item: 0 }],
						[true, { item: 1 }],
						[true, { item: 2 }],
					],
		);
	},
);

test('an item that is refused once gets through in the next try, and the run is a success', async () => {
	lab = await openLab(({ path, body, nth }) =>
		path.endsWith('/send') && body.touser === openidOf(0) && nth === 1 ? LATE : undefined,
	);
	const { items } = await lab.run({ items: 3, parameters: TEXT, node: RETRY });
	expect(items(NODE).map(({ json }) => json.success)).toEqual([true, true, true]);
	expect(perPerson(lab.sends())).toEqual({ [openidOf(0)]: 2, [openidOf(1)]: 1, [openidOf(2)]: 1 });
});

test('a text of unknown outcome is not repeated by Retry On Fail, and stays "result unknown"', async () => {
	lab = await openLab(({ path, body }) =>
		path.endsWith('/send') && body.touser === openidOf(0) ? 'drop' : undefined,
	);
	const { items } = await lab.run({ items: 3, parameters: TEXT, node: RETRY });
	expect(perPerson(lab.sends())).toEqual({ [openidOf(0)]: 1, [openidOf(1)]: 1, [openidOf(2)]: 1 });
	expect(items(NODE)[0]?.json.details).toMatchObject({ attempted: true, retryable: false });
});

test('another execution sends to everybody again', async () => {
	lab = await openLab(({ path, body }) =>
		path.endsWith('/send') && body.touser === openidOf(0) ? LATE : undefined,
	);
	const order = { items: 2, parameters: TEXT, node: RETRY };
	await lab.run({ ...order, executionId: 'first' });
	await lab.run({ ...order, executionId: 'second' });
	expect(perPerson(lab.sends())[openidOf(1)]).toBe(2);
});

describe('in one execution', () => {
	const texts = (name: string) => ({
		name,
		type: `${PACKAGE}.wechat`,
		...RETRY,
		onError: 'continueRegularOutput' as const,
		parameters: TEXT as never,
	});
	const to = (node: string) => ({ node, type: 'main' as const, index: 0 });
	beforeEach(async () => {
		lab = await openLab(({ body }) => (body.touser === openidOf(0) ? LATE : undefined));
	});

	test('another pass of a loop sends to everybody again', async () => {
		await runWorkflow({
			types: [new Wechat()],
			otherTypes: { 'test.loop': loopUntil(2, rows(2)) },
			executionId: 'loop',
			credentials: { wechatMpApi: accountAt(lab.url) },
			input: rows(2),
			connections: {
				Start: { main: [[to('Send')]] },
				Send: { main: [[to('Loop')]] },
				Loop: { main: [[to('Send')], []] },
			},
			nodes: [{ name: 'Start', type: START }, texts('Send'), { name: 'Loop', type: 'test.loop' }],
		});
		expect(perPerson(lab.sends())).toEqual({ [openidOf(0)]: 6, [openidOf(1)]: 2 });
	});

	test('another node sends to everybody as well', async () => {
		await runWorkflow({
			types: [new Wechat()],
			executionId: 'two nodes',
			credentials: { wechatMpApi: accountAt(lab.url) },
			input: rows(2),
			connections: { Start: { main: [[to('Paid'), to('Shipped')]] } },
			nodes: [{ name: 'Start', type: START }, texts('Paid'), texts('Shipped')],
		});
		expect(perPerson(lab.sends())).toEqual({ [openidOf(0)]: 6, [openidOf(1)]: 2 });
	});
});

test('without Retry On Fail nothing is remembered', async () => {
	lab = await openLab(({ path, body }) =>
		path.endsWith('/send') && body.touser === openidOf(0) ? LATE : undefined,
	);
	const order = { items: 2, parameters: TEXT, executionId: 'by hand' };
	await lab.run(order);
	await lab.run(order);
	expect(perPerson(lab.sends())[openidOf(1)]).toBe(2);
});

describe('template messages beyond the ten minutes in which WeChat knows a second copy', () => {
	let simulator: Simulator;
	let people: string[];
	afterEach(async () => await simulator.close());

	const elevenMinutes = async () => {
		passTime(11 * 60_000);
		await simulator.control.clock({ advanceSeconds: 11 * 60 });
	};

	/** Sends to three people through a proxy in front of the simulator; gives how often each of them got the message. */
	async function deliveries(
		onError: 'stopWorkflow' | 'continueRegularOutput',
		proxy: (person: number, pass: () => Promise<object>) => Promise<Answer>,
	): Promise<number[]> {
		simulator = await createSimulator({ seed: 'eleven minutes', log: () => undefined });
		const { control } = simulator;
		const { account } = await control.account();
		const content = '商品名称：{{thing1.DATA}}';
		const { templateId } = await control.area('templates', 'add', { title: '订单支付成功通知', content });
		people = [];
		for (let person = 0; person < 3; person++) {
			people.push((await control.follower({ follow: true, push: false })).follower.openid);
		}
		lab = await openLab(async ({ path, query, body }) => {
			const pass = async () => {
				const url = `${simulator.urls.api}${path}?${query.toString()}`;
				const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
				return (await response.json()) as object;
			};
			return await proxy(people.indexOf(String(body.touser)), pass);
		});
		await lab.run({
			items: people.map((id) => ({ json: { id, text: 'x' } })),
			parameters: { ...TEMPLATE, templateId: { __rl: true, mode: 'id', value: templateId } },
			runOptions: { inFlight: 1 },
			node: { ...RETRY, onError },
			credential: { appId: account.appid, appSecret: account.secret },
		});
		const phones = await Promise.all(people.map(async (openid) => await control.chat({ openid })));
		return phones.map((entries) => entries.filter(({ kind }) => kind === 'template').length);
	}

	test('who got it is not told again when the refused one gets it', async () => {
		let refused = 0;
		const counts = await deliveries('stopWorkflow', async (person, pass) => {
			if (person !== 2 || refused > 0) return await pass();
			refused += 1;
			await elevenMinutes();
			return { errcode: 43101, errmsg: 'user refuse to accept the msg' };
		});
		expect(counts).toEqual([1, 1, 1]);
	});

	test('an unknown outcome that old is not tried again: it may have arrived, and here it did', async () => {
		let refused = 0;
		const counts = await deliveries('continueRegularOutput', async (person, pass) => {
			if (person === 0) {
				await pass();
				return 'drop';
			}
			if (person !== 2 || refused > 0) return await pass();
			refused += 1;
			await elevenMinutes();
			return { errcode: 43101, errmsg: 'user refuse to accept the msg' };
		});
		expect(counts).toEqual([1, 1, 1]);
		expect(perPerson(lab.sends())[people[0] ?? '']).toBe(4);
	});
});

describe('a text of five messages', () => {
	const PARTS = ['一', '二', '三', '四', '五'].map((character) => `${character.repeat(599)}。`);
	const long = [{ json: { id: openidOf(0), text: PARTS.join('') } }];
	const contents = () =>
		lab.sends().map(({ body }) => PARTS.indexOf((body.text as { content: string }).content) + 1);
	/** Answers the third message, the first time or each time. */
	const third =
		(answer: Answer, always = true) =>
		async () => {
			let met = 0;
			lab = await openLab(({ path, body }) => {
				const isThird = path.endsWith('/send') && (body.text as { content: string }).content === PARTS[2];
				if (!isThird) return undefined;
				met += 1;
				return always || met === 1 ? answer : undefined;
			});
		};

	test('whose third is refused once goes on with the third in the next try', async () => {
		await third(LATE, false)();
		const { items } = await lab.run({ items: long, parameters: TEXT, node: RETRY });
		expect(contents()).toEqual([1, 2, 3, 3, 4, 5]);
		expect(items(NODE)[0]?.json).toMatchObject({ success: true, messages: 5 });
	});

	test('whose third is refused says what was sent and what is left, and is not worth another run', async () => {
		await third(LATE)();
		const { items } = await lab.run({ items: long, parameters: TEXT });
		expect(contents()).toEqual([1, 2, 3]);
		expect(items(NODE)[0]?.json.details).toMatchObject({
			attempted: true,
			retryable: false,
			description: expect.stringContaining(
				`Messages 1 to 2 of 5 were sent. Do not send the whole text again, but only what is left: it begins with “${'三'.repeat(20)}…”.`,
			) as unknown,
			messages: { total: 5, sent: 2, unsentText: PARTS.slice(2).join('\n\n') },
		});
	});

	test('whose third is refused because a quota is used up is not worth another run either', async () => {
		await third({ errcode: 45009, errmsg: 'reach max api daily quota limit' })();
		const { items } = await lab.run({ items: long, parameters: TEXT });
		expect(items(NODE)[0]?.json.details).toMatchObject({ retryable: false, messages: { sent: 2 } });
	});

	test('whose third got no answer leaves that one out of what is left', async () => {
		await third('drop')();
		const { items } = await lab.run({ items: long, parameters: TEXT, node: RETRY });
		expect(contents()).toEqual([1, 2, 3]);
		expect(items(NODE)[0]?.json.details).toMatchObject({
			retryable: false,
			messages: { total: 5, sent: 2, unsure: 3, unsentText: PARTS.slice(3).join('\n\n') },
		});
	});

	test('whose first is refused may be sent again as a whole', async () => {
		lab = await openLab(({ path }) =>
			path.endsWith('/send') ? { errcode: 45047, errmsg: 'limit' } : undefined,
		);
		const { items } = await lab.run({ items: long, parameters: TEXT });
		expect(items(NODE)[0]?.json.details).not.toHaveProperty('messages');
	});

	test('stops the workflow with the same advice', async () => {
		await third(LATE)();
		const { error } = await lab.run({ items: long, parameters: TEXT, node: { onError: 'stopWorkflow' } });
		expect((error as { description?: string }).description).toContain('Messages 1 to 2 of 5 were sent.');
	});
});
