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
		expect(items(NODE).map(({ json, pairedItem }) => [json.sent, pairedItem])).toEqual(
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
	expect(items(NODE).map(({ json }) => json.sent)).toEqual([true, true, true]);
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

	/** Sends to three people through a door in front of the simulator; gives how often each of them got the message. */
	async function deliveries(
		onError: 'stopWorkflow' | 'continueRegularOutput',
		door: (person: number, pass: () => Promise<object>) => Promise<Answer>,
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
			return await door(people.indexOf(String(body.touser)), pass);
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
