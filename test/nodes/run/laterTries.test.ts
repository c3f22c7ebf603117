import type { IDataObject } from 'n8n-workflow';
import type { TestRun } from '../harness/runWorkflow';
import {
	type Answer,
	type Call,
	type Lab,
	NODE,
	openidOf,
	openLab,
	perPerson,
	TEMPLATE,
	TEXT,
	USER,
} from './lab';
import type * as virtualTime from './virtualTime';

jest.mock('n8n-workflow', () => jest.requireActual<typeof virtualTime>('./virtualTime').withoutWaiting());

const RETRY = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
const LATE = { errcode: 45015, errmsg: 'response out of time limit' };
const QUOTA = { errcode: 45009, errmsg: 'reach max api daily quota limit' };

let lab: Lab;
afterEach(async () => await lab.close());

const isSend = ({ path }: Call) => path.endsWith('/send');
const detailsOf = (run: TestRun) =>
	run.items(NODE).map(({ json }) => json.details as IDataObject | undefined);

describe('a try that ends at its first item', () => {
	/** The first person is refused, and then the quota is used up; `answer` decides about the others. */
	const endEarly = async (answer: (call: Call) => Answer = () => undefined) => {
		lab = await openLab((call) => {
			if (!isSend(call)) return undefined;
			if (call.body.touser !== openidOf(0)) return answer(call);
			return call.nth === 1 ? LATE : QUOTA;
		});
	};

	test('gives what an earlier one has sent to the others', async () => {
		await endEarly();
		const run = await lab.run({ items: 3, parameters: TEXT, node: RETRY });
		expect(run.items(NODE).map(({ json, pairedItem }) => [json.success, pairedItem])).toEqual([
			[undefined, { item: 0 }],
			[true, { item: 1 }],
			[true, { item: 2 }],
		]);
		expect(perPerson(lab.sends())).toEqual({ [openidOf(0)]: 2, [openidOf(1)]: 1, [openidOf(2)]: 1 });
	});

	test('calls nobody untouched whose message of an earlier one may have arrived', async () => {
		await endEarly(({ body }) => (body.touser === openidOf(1) ? 'drop' : undefined));
		const run = await lab.run({ items: 3, parameters: TEMPLATE, node: RETRY });
		expect(run.items(NODE)[1]?.json.error).toMatch(/^Result unknown: /);
		expect(detailsOf(run)[1]).toMatchObject({ attempted: true, retryable: false });
		expect(run.items(NODE)[2]?.json.success).toBe(true);
	});

	test('says what an earlier one has sent of several messages', async () => {
		const second = `${'二'.repeat(599)}。`;
		await endEarly(({ body }) => ((body.text as IDataObject).content === second ? LATE : undefined));
		const items = [0, 1].map((item) => ({
			json: { id: openidOf(item), text: item === 0 ? 'x' : `${'一'.repeat(599)}。${second}` },
		}));
		const run = await lab.run({ items, parameters: TEXT, node: RETRY });
		expect(detailsOf(run)[1]).toMatchObject({
			attempted: true,
			retryable: false,
			messages: { total: 2, sent: 1, unsentText: second },
		});
	});

	test('still calls those untouched for whom nothing was ever sent', async () => {
		await endEarly(() => LATE);
		const run = await lab.run({ items: 2, parameters: TEXT, node: RETRY });
		expect(detailsOf(run)[1]).toMatchObject({ attempted: false, retryable: true });
	});
});

test('a text that got no token, since the answer to the request for one was lost, is tried again', async () => {
	lab = await openLab(({ path, nth }) => (path.endsWith('token') && nth <= 4 ? 'drop' : undefined));
	const run = await lab.run({ items: 1, parameters: TEXT, node: RETRY });
	expect(run.items(NODE)[0]?.json.success).toBe(true);
	expect(lab.sends()).toHaveLength(1);
});

test('a read whose answer was lost is tried again as a whole', async () => {
	lab = await openLab(({ path, nth }) => (path.endsWith('/user/info') && nth <= 4 ? 'drop' : undefined));
	const run = await lab.run({ items: 1, parameters: USER, node: RETRY });
	expect(run.items(NODE)[0]?.json).not.toHaveProperty('error');
});

test('outside an execution nothing is remembered: two runs could not be told apart', async () => {
	lab = await openLab((call) => (isSend(call) && call.body.touser === openidOf(0) ? LATE : undefined));
	const order = { items: 2, parameters: TEXT, node: RETRY, executionId: '' };
	await lab.run(order);
	await lab.run(order);
	expect(perPerson(lab.sends())).toEqual({ [openidOf(0)]: 4, [openidOf(1)]: 4 });
});

test('a run that got no token says so, and of none of its items that the result is unknown', async () => {
	lab = await openLab(({ path }) => (path.endsWith('token') ? 'drop' : undefined));
	const { error } = await lab.run({ items: 3, parameters: TEXT, node: { onError: 'stopWorkflow' } });
	expect((error as { description?: string }).description).toContain(
		'Items so far: 0 done, 1 failed: no access token × 1, 2 not attempted. Failed: item 0. Not attempted: items 1–2.',
	);
});

test.each<[string, Answer, string]>([
	['refused for a quota, which ends the run', QUOTA, '45009'],
	['refused for good', LATE, '45015'],
])(
	'a template message whose first attempt was lost and whose second was %s may have arrived',
	async (_name, answer, code) => {
		lab = await openLab((call) => (isSend(call) ? (call.nth === 1 ? 'drop' : answer) : undefined));
		const run = await lab.run({ items: 1, parameters: TEMPLATE });
		expect(run.items(NODE)[0]?.json.error).toContain(code);
		expect(detailsOf(run)[0]).toMatchObject({ attempted: true, retryable: false });
	},
);
