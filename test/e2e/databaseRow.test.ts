import type { ExampleWorkflow } from '../../demo/personalize';
import { type Testbed, startTestbed } from '../../demo/startTestbed';
import type { Execution, StoredRow } from '../../host/rest';
import { delivered, importExample, makeFollowers, makeFormerFollower, SEND } from './exampleTestbed';

const ORDER = { price: 39.8, paidAt: '2026-11-22T10:00:00+08:00' };
const PEOPLE = 30;
const DATA_TABLE = 'n8n-nodes-base.dataTable';

let testbed: Testbed;
let workflow: string;
let table: string;

beforeAll(async () => {
	testbed = await startTestbed({ seed: 'database-row' });
	const { api } = testbed.host;
	const columns = [
		{ name: 'openid', type: 'string' as const },
		{ name: 'product', type: 'string' as const },
		{ name: 'price', type: 'number' as const },
		{ name: 'paidAt', type: 'date' as const },
		{ name: 'result', type: 'string' as const },
	];
	table = (await api.dataTables.create('orders', columns)).id;
	const byId = (await api.hasNode(DATA_TABLE, 1.1)) ? undefined : findTableById;
	workflow = (await importExample(testbed, 'database-row', {}, byId)).id;
}, 600_000);
afterAll(async () => await testbed?.stop());

/** What the note in the example says: older nodes find a table by its id only. */
function findTableById({ type, parameters }: ExampleWorkflow['nodes'][number]): object {
	if (type !== DATA_TABLE) return {};
	return {
		typeVersion: 1,
		parameters: { ...parameters, dataTableId: { __rl: true, mode: 'id', value: table } },
	};
}

/** One round of the schedule; then a minute passes on the platform. */
async function playMinute(): Promise<Execution> {
	const { executions, workflows } = testbed.host.api;
	const ended = await executions.waitFor(await workflows.run(workflow, 'Every Minute'), {
		timeoutMs: 60_000,
	});
	await testbed.simulator.control.clock({ advanceSeconds: 60 });
	return ended;
}

const addRows = async (rows: Array<{ openid: string; product: string }>) =>
	await testbed.host.api.dataTables.insert(
		table,
		rows.map((row) => ({ ...ORDER, ...row })),
	);

async function rowsNamed(products: readonly string[]): Promise<StoredRow[]> {
	const rows = await testbed.host.api.dataTables.rows(table);
	return rows.filter(({ product }) => products.includes(String(product)));
}

const resultsOf = async (products: readonly string[]) =>
	(await rowsNamed(products)).map(({ result }) => result);

/** How many messages told of a product. */
async function timesTold(): Promise<Record<string, number>> {
	const times: Record<string, number> = {};
	for (const { lines } of await delivered(testbed)) {
		const product = lines[0]?.value ?? '';
		times[product] = (times[product] ?? 0) + 1;
	}
	return times;
}

const names = (prefix: string, count: number) =>
	Array.from({ length: count }, (_, index) => `${prefix}${index}`);

test('one person who has unfollowed is marked as failed, and everybody else is told exactly once in a quarter of an hour', async () => {
	const people = await makeFollowers(testbed, PEOPLE);
	people[1] = await makeFormerFollower(testbed);
	const products = names('P', PEOPLE);
	const tooLong = '一二三四五六七八九十一二三四五六七八九十一';
	products[2] = tooLong;
	await addRows(products.map((product, index) => ({ openid: people[index] ?? '', product })));

	// The platform forgets a Client Message ID after ten minutes.
	for (let minute = 0; minute < 15; minute++) expect((await playMinute()).status).toBe('success');

	const others = products.filter((_, index) => index !== 1 && index !== 2);
	expect(await timesTold()).toEqual(Object.fromEntries(others.map((product) => [product, 1])));
	expect(await resultsOf(others)).toEqual(others.map(() => 'sent'));
	expect(await resultsOf(['P1'])).toEqual([
		expect.stringMatching(/^The person does not follow the account \(WeChat 43004\) · 用户未关注公众号$/),
	]);
	expect(await resultsOf([tooLong])).toEqual([expect.stringMatching(/thing1.*20/)]);
}, 300_000);

test('a used-up quota gives nobody up: the execution says so, and all are told as soon as it is back', async () => {
	const products = names('Q', 5);
	const people = await makeFollowers(testbed, 5);
	await addRows(products.map((product, index) => ({ openid: people[index] ?? '', product })));
	await testbed.simulator.control.fault({ match: SEND, errcode: 45009, count: 1 });

	const refused = await playMinute();
	expect(refused.status).toBe('error');
	expect(refused.data.resultData.error?.message).toContain('WeChat 45009');
	expect(await resultsOf(products)).toEqual(products.map(() => null));

	expect((await playMinute()).status).toBe('success');
	expect(await timesTold()).toMatchObject(Object.fromEntries(products.map((product) => [product, 1])));
	expect(await resultsOf(products)).toEqual(products.map(() => 'sent'));
}, 120_000);

test('a message whose answer is lost four times is sent again in the next minute and told once; the others are marked', async () => {
	const [first = '', second = ''] = await makeFollowers(testbed, 2);
	await addRows([
		{ openid: first, product: 'lost' },
		{ openid: await makeFormerFollower(testbed), product: 'gone' },
		{ openid: second, product: 'fine' },
	]);
	await testbed.simulator.control.fault({ match: SEND, drop: 'after', count: 4 });

	expect((await playMinute()).data.resultData.error?.message).toContain('tried again in a minute');
	const others = [
		expect.stringMatching(/^The person does not follow the account \(WeChat 43004\) · 用户未关注公众号$/),
		'sent',
	];
	expect(await resultsOf(['lost', 'gone', 'fine'])).toEqual([null, ...others]);
	expect(await timesTold()).toMatchObject({ lost: 1, fine: 1 });

	expect((await playMinute()).status).toBe('success');
	expect(await resultsOf(['lost', 'gone', 'fine'])).toEqual(['sent', ...others]);
	expect(await timesTold()).toMatchObject({ lost: 1, fine: 1 });
}, 120_000);
