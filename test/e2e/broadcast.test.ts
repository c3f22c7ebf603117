import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ExampleWorkflow, personalize } from '../../demo/personalize';
import { readExample, startTestbed, type Testbed } from '../../demo/startTestbed';
import { pollUntil } from '../../host/pollUntil';
import { type RunningHost, startHost } from '../../host/start';
import { delivered, makeFollowers, SEND } from './exampleTestbed';

const PEOPLE = 60;
/** So many are told in a minute of this test. */
const AT_MOST = '25';
const TITLE = '活动提醒';

let folder: string;
let testbed: Testbed;
let host: RunningHost;
let people: string[];
let table: string;
let workflow: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-wechat-mp-broadcast-'));
	testbed = await startTestbed({ seed: 'broadcast', userFolder: folder });
	host = testbed.host;
	const { control } = testbed.simulator;
	const columns = ['text', 'place', 'result'].map((name) => ({ name, type: 'string' as const }));
	table = (await host.api.dataTables.create('broadcasts', columns)).id;
	await host.api.dataTables.insert(table, [{ text: '周日八折' }]);
	const { templateId } = await control.area('templates', 'add', {
		title: TITLE,
		content: '活动内容：{{thing1.DATA}}',
	});
	const example = JSON.stringify(await readExample('broadcast')).replace(
		'"maxRecipients":1000',
		`"maxRecipients":${AT_MOST}`,
	);
	const filled = personalize(JSON.parse(example) as ExampleWorkflow, { [TITLE]: templateId });
	workflow = (await host.api.workflows.create(filled, testbed.credentialIds)).id;
	people = await makeFollowers(testbed, PEOPLE);
}, 600_000);
afterAll(async () => {
	await host?.stop();
	await testbed?.stop();
	await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

const toldPeople = async () => (await delivered(testbed)).map(({ openid }) => openid).sort();
const row = async () => (await host.api.dataTables.rows(table))[0];

/** One round of the schedule; then a minute passes on the platform. */
async function playMinute() {
	const { executions, workflows } = host.api;
	const ended = await executions.waitFor(await workflows.run(workflow, 'Every Minute'), {
		timeoutMs: 60_000,
	});
	await testbed.simulator.control.clock({ advanceSeconds: 60 });
	return ended;
}

test('n8n that is killed in the middle goes on, and everybody is told exactly once', async () => {
	expect((await playMinute()).status).toBe('success');
	expect(await toldPeople()).toHaveLength(25);
	const kept = String((await row())?.place);
	expect(people).toContain(kept);

	await testbed.simulator.control.fault({ match: SEND, delayMs: 1000 });
	await host.api.workflows.run(workflow, 'Every Minute');
	await pollUntil('some of the next are told', async () =>
		(await toldPeople()).length > 30 ? true : undefined,
	);
	process.kill(host.pid, 'SIGKILL');
	await host.stop();
	await testbed.simulator.control.fault({ clear: true });
	expect((await toldPeople()).length).toBeLessThan(50);
	host = await startHost({ packageDir: testbed.packageDir, userFolder: folder, ports: testbed.host.ports });
	await host.api.logIn(testbed.owner);
	expect((await row())?.place).toBe(kept);

	for (let minute = 0; minute < 4 && !(await row())?.result; minute++) {
		expect((await playMinute()).status).toBe('success');
	}
	expect((await row())?.result).toMatch(/^finished 20/);
	expect(await toldPeople()).toEqual([...people].sort());
}, 300_000);
