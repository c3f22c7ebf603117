import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import { type Balancer, byOpenid, startBalancer } from '../../host/queue/startBalancer';

let balancer: Balancer;
const servers: Server[] = [];
const seen: string[] = [];

/** A target that says its name and what it was sent. */
async function target(name: string): Promise<string> {
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += String(chunk)));
		request.once('end', () => {
			seen.push(name);
			response.end(`${name} ${request.method} ${request.url} ${body}`);
		});
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Takes no connection. */
const GONE = 'http://127.0.0.1:1';

const post = async (path: string) =>
	(await axios.post<string>(`${balancer.url}${path}`, 'body', { proxy: false })).data;

beforeEach(async () => {
	seen.length = 0;
	balancer = await startBalancer();
});
afterEach(async () => {
	await balancer.close();
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});

test('a request goes to the chosen target as it came', async () => {
	balancer.targets = [await target('A'), await target('B')];
	balancer.choose = () => 1;
	expect(await post('/webhook/1?openid=o1')).toBe('B POST /webhook/1?openid=o1 body');
	expect(seen).toEqual(['B']);
});

test('a target that takes no connection is passed over', async () => {
	balancer.targets = [await target('A'), GONE];
	balancer.choose = () => 1;
	expect(await post('/x')).toContain('A POST');
});

test('without any target that takes a connection the caller is cut off', async () => {
	balancer.targets = [GONE, GONE];
	await expect(post('/x')).rejects.toThrow();
});

test('an answer that gets lost was given, and the caller has none', async () => {
	balancer.targets = [await target('A'), await target('B')];
	balancer.losesAnswer = ({ url }) => url === '/lost';
	await expect(post('/lost')).rejects.toThrow(/hang up|reset/);
	expect(await post('/kept')).toContain('A POST');
	expect({ seen, lost: balancer.lost() }).toEqual({ seen: ['A', 'A'], lost: 1 });
});

test('deliveries of one follower choose the same target, those of many use both', () => {
	const chosen = (openid: string) => byOpenid({ url: `/webhook/1?openid=${openid}` } as never);
	expect(chosen('oA1')).toBe(chosen('oA1'));
	expect(new Set(['oA1', 'oA2', 'oA3', 'oA4'].map(chosen))).toEqual(new Set([0, 1]));
});
