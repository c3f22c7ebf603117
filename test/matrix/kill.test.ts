import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { startTestbed, type Testbed } from '../../demo/startTestbed';
import { webhookAddress } from '../../demo/story';
import { type RunningHost, startHost } from '../../host/start';
import { line, node, TRIGGER } from './matrixTestbed';

const ROUNDS = 3;
const FOLLOWER = 'oSAMPLE000000000000000000001';

let folder: string;
let testbed: Testbed;
let host: RunningHost;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-wechat-mp-kill-'));
	testbed = await startTestbed({ seed: 'kill', mode: 'plain', userFolder: folder });
	host = testbed.host;
}, 900_000);
afterAll(async () => {
	await host?.stop();
	await testbed?.stop();
	await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

/** Delivers a push; `onAnswer` is called with the first byte of the answer. */
async function push(url: string, msgId: string, onAnswer: () => void): Promise<number | undefined> {
	const timestamp = String(Math.floor(Date.now() / 1000));
	const nonce = msgId.slice(-8);
	const signature = createHash('sha1')
		.update([testbed.account.token, timestamp, nonce].sort().join(''))
		.digest('hex');
	const query = new URLSearchParams({ signature, timestamp, nonce, openid: FOLLOWER });
	const body = `<xml><ToUserName><![CDATA[gh_x]]></ToUserName><FromUserName><![CDATA[${FOLLOWER}]]></FromUserName><CreateTime>${timestamp}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[x]]></Content><MsgId>${msgId}</MsgId></xml>`;
	return await new Promise((resolve, reject) => {
		const sent = request(
			`${url}?${query}`,
			{ method: 'POST', headers: { 'content-type': 'text/xml' } },
			(answer) => {
				onAnswer();
				answer.on('error', () => {});
				answer.resume();
				resolve(answer.statusCode);
			},
		);
		sent.on('error', reject);
		sent.end(body);
	});
}

test('n8n that is killed at the first byte of an acknowledgement has the execution of that push', async () => {
	const workflow = line('kill', [
		node('Received', TRIGGER),
		node('Wait', 'wait', { resume: 'timeInterval', amount: 30, unit: 'seconds' }, { typeVersion: 1.1 }),
	]);
	const { id } = await host.api.workflows.create(workflow, testbed.credentialIds);
	const url = webhookAddress(testbed, await host.api.workflows.activate(id), TRIGGER, 'wechat');
	const acknowledged: string[] = [];
	for (let round = 1; round <= ROUNDS; round++) {
		const msgId = `2413082303752800${round}`;
		const { pid } = host;
		expect([round, await push(url, msgId, () => process.kill(pid, 'SIGKILL'))]).toEqual([round, 200]);
		acknowledged.push(msgId);
		await host.stop();
		host = await startHost({ packageDir: testbed.packageDir, userFolder: folder, ports: testbed.host.ports });
		await host.api.logIn(testbed.owner);
	}
	// What was going on when n8n was killed counts as crashed, and is there to be retried.
	const executions = await host.api.executions.list(id);
	expect(executions).toHaveLength(acknowledged.length);
}, 900_000);
