import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { PACKAGE, START } from '../nodes/harness/nodeTypes';
import { runWorkflow } from '../nodes/harness/runWorkflow';

/** `MEMORY_ITEMS=1000,10000,100000 npx jest test/sends/memory` measures the long form. */
const SIZES = (process.env.MEMORY_ITEMS ?? '500,2000').split(',').map(Number);
const ROUNDS = 3;
/** An output item of n8n takes about 1 350 bytes here; a request and its answer, kept as they go over the network, add more. */
const BYTES_PER_ITEM = 2000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const heapMb = () => {
	// What the first pass finalises is free after the second one.
	collectGarbage();
	collectGarbage();
	return process.memoryUsage().heapUsed / 1e6;
};

let server: Server;
/** Called at every message with its number, from 1. */
let onMessage: (nth: number) => void;

beforeEach(async () => {
	let messages = 0;
	onMessage = () => undefined;
	server = createServer((request, response) => {
		const answer = () => {
			if (request.url?.startsWith('/cgi-bin/stable_token')) {
				messages = 0;
				return '{"access_token":"TOKEN-000000000000000000000001","expires_in":7200}';
			}
			messages += 1;
			onMessage(messages);
			// Every twentieth message fails: error items count as well.
			return messages % 20 === 0
				? '{"errcode":43004,"errmsg":"require subscribe"}'
				: '{"errcode":0,"errmsg":"ok","msgid":3303000000000000000}';
		};
		request.resume().on('end', () => response.end(answer()));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

/** Sends so many messages; gives the heap that the run holds at its last message, in megabytes, without the input. */
async function heldAtTheEnd(count: number): Promise<number> {
	const input = Array.from({ length: count }, (_, index) => ({ json: { openid: `o${index}`, text: 'x' } }));
	const before = heapMb();
	let held = 0;
	onMessage = (nth) => {
		if (nth === count) held = heapMb() - before;
	};
	const { items } = await runWorkflow({
		types: [new Wechat()],
		credentials: {
			wechatMpApi: {
				appId: 'wx0123456789abcdef',
				appSecret: '0123456789abcdef0123456789abcdef',
				apiHost: 'custom',
				customApiHost: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
			},
		},
		input,
		nodes: [
			{ name: 'Start', type: START },
			{
				name: 'Send',
				type: `${PACKAGE}.wechat`,
				onError: 'continueRegularOutput',
				parameters: {
					resource: 'customerService',
					operation: 'sendText',
					touser: 'oUSER000000000000000000000001',
					content: '={{ $json.text }}',
					runOptions: { inFlight: 40 },
				},
			},
		],
	});
	expect(items('Send')).toHaveLength(count);
	return held;
}

const median = (values: readonly number[]) =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test(`a run holds nothing per item but its output: ${SIZES.join(', ')} items`, async () => {
	await heldAtTheEnd(300);
	const held = SIZES.map((): number[] => []);
	// In turns, so that what else happens in this process meets all sizes alike; the middle one is not the odd one out.
	for (let round = 0; round < ROUNDS; round++) {
		for (const [index, size] of SIZES.entries()) held[index]?.push(await heldAtTheEnd(size));
	}
	const heldMb = held.map(median);
	if (process.env.MEMORY_ITEMS) process.stdout.write(`${JSON.stringify({ SIZES, heldMb, held })}\n`);
	const [few = 0, many = 0] = [SIZES[0], SIZES.at(-1)];
	const growth = ((heldMb.at(-1) ?? 0) - (heldMb[0] ?? 0)) * 1e6;
	expect(heldMb.at(-1)).toBeGreaterThan(0);
	expect(growth / (many - few)).toBeLessThan(BYTES_PER_ITEM);
}, 600_000);
