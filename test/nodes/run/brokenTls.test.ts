import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import tls from 'node:tls';
import { type LoopbackCertificate, makeLoopbackCertificate } from '../../../simulator/loopbackCertificate';
import { type Lab, NODE, openLab, TEXT } from './lab';
import type * as virtualTime from './virtualTime';

jest.mock('n8n-workflow', () => jest.requireActual<typeof virtualTime>('./virtualTime').withoutWaiting());

let certificate: LoopbackCertificate;
let lab: Lab;
let server: Server;
let sockets: Socket[];
let trusted: jest.SpyInstance | undefined;
/** Messages that arrived whole. */
let arrived: string[];

beforeAll(async () => {
	certificate = await makeLoopbackCertificate();
});

beforeEach(async () => {
	// Tokens come over a connection that works.
	lab = await openLab();
	arrived = [];
	sockets = [];
});
afterEach(async () => {
	trusted?.mockRestore();
	for (const socket of sockets) socket.destroy();
	await new Promise((resolve) => server.close(resolve));
	await lab.close();
});

/** Opens a host with a certificate of its own making; `wreck` strikes when a message has arrived. */
async function openHost(wreck: (raw: Socket) => void): Promise<string> {
	const { key, cert } = certificate;
	server = createServer((raw) => {
		sockets.push(raw);
		raw.on('error', () => {});
		const secure = new tls.TLSSocket(raw, { isServer: true, key, cert });
		secure.on('error', () => {});
		let text = '';
		secure.on('data', (part: Buffer) => {
			text += part.toString('utf8');
			const [head = '', body] = text.split('\r\n\r\n');
			const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
			if (body === undefined || Buffer.byteLength(body) < length) return;
			arrived.push(body);
			text = '';
			wreck(raw);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Node.js accepts any certificate from now on, as with that of a company's proxy. */
function trustEverybody(): void {
	const { connect } = tls;
	const trusting = (options: tls.ConnectionOptions) => connect({ ...options, rejectUnauthorized: false });
	trusted = jest.spyOn(tls, 'connect').mockImplementation(trusting as typeof connect);
}

async function sendText(host: string) {
	const { items } = await lab.run({
		items: 1,
		parameters: TEXT,
		credential: { customApiHost: host, accessSource: 'service', serviceUrl: `${lab.url}/token` },
	});
	const { error, details } = items(NODE)[0]?.json ?? {};
	return { error: String(error), details: details as Record<string, unknown> };
}

test.each([
	['plain text', (raw: Socket) => void raw.write('HTTP/1.1 502 Bad Gateway\r\n\r\n')],
	[
		'a record that cannot be decrypted',
		(raw: Socket) => void raw.write(Buffer.concat([Buffer.from('1703030028', 'hex'), Buffer.alloc(40, 7)])),
	],
	['an alert that is not encrypted', (raw: Socket) => void raw.end(Buffer.from('15030300020250', 'hex'))],
	['nothing at all', (raw: Socket) => void raw.destroy()],
])('a text that has arrived is not sent again when %s comes instead of the answer', async (_name, wreck) => {
	trustEverybody();
	const { error, details } = await sendText(await openHost(wreck));
	expect(arrived).toHaveLength(1);
	expect(error).toMatch(/^Result unknown: /);
	expect(details).toMatchObject({ attempted: true, retryable: false });
});

test('a certificate that is not accepted means that nothing was sent, so the call is tried again', async () => {
	const { error, details } = await sendText(await openHost(() => undefined));
	expect(arrived).toEqual([]);
	expect(sockets).toHaveLength(4);
	expect(error).toContain('certificate');
	expect(details).toMatchObject({ attempted: true, retryable: true });
});
