import '../harness/host';
import { getEventListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IndeterminateResultError } from '../../../core/errors/WechatErrors';
import { abortGroup } from '../../../nodes/transport/abortGroup';
import { sendThroughN8n, toLostCall } from '../../../nodes/transport/sendThroughN8n';
import { sendThrough } from '../harness/sendThrough';

const failure = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

test.each([
	'ENOTFOUND',
	'EAI_AGAIN',
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ERR_INVALID_URL',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'HOSTNAME_MISMATCH',
	'ERR_TLS_CERT_ALTNAME_INVALID',
])('%s: nothing was sent', (code) => {
	expect(toLostCall(failure(code), '/cgi-bin/x').reach).toBe('not-sent');
});

test.each([
	'ECONNRESET',
	'EPIPE',
	'ECONNABORTED',
	'ETIMEDOUT',
	'ERR_CANCELED',
	'EPROTO',
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
	'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR',
	'HPE_INVALID_CONSTANT',
	'SOMETHING_NEW',
])('%s: the request may have arrived', (code) => {
	expect(toLostCall(failure(code), '/cgi-bin/x').reach).toBe('maybe-sent');
});

test.each(['EHOSTUNREACH', 'ENETUNREACH'])(
	'%s of an open connection: the request may have arrived',
	(code) => {
		expect(toLostCall(failure(code, { syscall: 'read' }), '/cgi-bin/x').reach).toBe('maybe-sent');
	},
);

test.each(['SsrfBlockedIpError', 'SsrfBlockedHostnameError'])('%s of n8n: nothing was sent', (name) => {
	const blocked = Object.assign(new Error('The request was blocked'), { name });
	expect(toLostCall(new Error('wrapped', { cause: blocked }), '/cgi-bin/x').reach).toBe('not-sent');
});

test('an error without a code, and one that is no error, leave open whether the request arrived', () => {
	expect(toLostCall(new Error('socket hang up'), '/cgi-bin/x').reach).toBe('maybe-sent');
	expect(toLostCall(undefined, '/cgi-bin/x').reach).toBe('maybe-sent');
});

test('the code is found behind the error in which n8n wraps it, and no text of the error is passed on', () => {
	const inner = failure('ECONNREFUSED', { message: 'connect to https://api/?access_token=SECRET' });
	const found = toLostCall(
		new Error('wrapped', { cause: new Error('again', { cause: inner }) }),
		'/cgi-bin/x',
	);
	expect(found).toMatchObject({ reach: 'not-sent', message: 'the connection was refused' });
});

test.each([
	['ECONNREFUSED', 'connect', 'not-sent'],
	['EHOSTUNREACH', 'connect', 'not-sent'],
	['EHOSTUNREACH', 'read', 'maybe-sent'],
	['ECONNRESET', 'read', 'maybe-sent'],
])(
	'%s of %s is found where older n8n wraps an error without naming it as the cause: %s',
	(code, call, reach) => {
		const wrapped = Object.assign(new Error('The service refused the connection - perhaps it is offline'), {
			httpCode: code,
			messages: [`${call} ${code} 127.0.0.1:443`],
		});
		expect(toLostCall(wrapped, '/cgi-bin/x').reach).toBe(reach);
	},
);

test('an execution is listened to no longer than its calls last, however they end', async () => {
	const { signal } = new AbortController();
	const calls = abortGroup(signal);
	const wire = {
		path: '/cgi-bin/x',
		method: 'GET',
		url: 'http://h/',
		headers: {},
		timeoutMs: 1,
		maxBytes: 9,
	} as const;
	const listeners = () => getEventListeners(signal, 'abort').length;
	const answer = async () => {
		expect(listeners()).toBe(1);
		return { statusCode: 200, headers: {}, body: Buffer.from('{}') };
	};
	expect(await sendThroughN8n(answer, wire, calls)).toMatchObject({ status: 200 });
	expect(listeners()).toBe(0);
	const lose = () => Promise.reject(failure('ECONNRESET'));
	await expect(sendThroughN8n(lose, wire, calls)).rejects.toMatchObject({ reach: 'maybe-sent' });
	expect(listeners()).toBe(0);
});

describe("through n8n's own request helper", () => {
	let server: Server;
	let url: string;
	let arrived: number;
	/** Fulfilled when a request has arrived. */
	let here: Promise<void>;

	beforeEach(async () => {
		arrived = 0;
		here = new Promise((resolve) => {
			server = createServer((request) => {
				request.resume().on('end', () => {
					arrived += 1;
					resolve();
				});
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	});
	afterEach(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	test.each([302, 404, 500])('an answer of HTTP %d comes as it is', async (status) => {
		server.removeAllListeners('request');
		server.on('request', (_request, response) => response.writeHead(status, { location: url }).end('text'));
		const wire = {
			path: '/cgi-bin/x',
			method: 'GET',
			url,
			headers: {},
			timeoutMs: 4000,
			maxBytes: 1000,
		} as const;
		expect(await sendThrough(wire)).toMatchObject({ status, body: Buffer.from('text') });
	});

	/** Sends to a server that never answers; gives what was thrown. */
	const failureOf = async (timeoutMs: number, signal?: AbortSignal) =>
		await sendThrough(
			{ path: '/cgi-bin/x', method: 'POST', url, headers: {}, body: '{}', timeoutMs, maxBytes: 1000 },
			signal,
		);

	test('a request whose answer does not come in time may have arrived', async () => {
		// Long enough for a busy machine to read the request.
		const thrown = await failureOf(1000);
		expect(thrown).toBeInstanceOf(IndeterminateResultError);
		expect(thrown).toMatchObject({ reach: 'maybe-sent', message: 'no answer came in time' });
		expect(arrived).toBe(1);
	});

	test('a cancelled execution ends the request at once; it may have arrived', async () => {
		const abort = new AbortController();
		void here.then(() => abort.abort());
		const started = performance.now();
		const thrown = await failureOf(4000, abort.signal);
		expect(performance.now() - started).toBeLessThan(3000);
		expect(thrown).toMatchObject({
			reach: 'maybe-sent',
			message: 'the execution was stopped while waiting for the answer',
		});
	});
});
