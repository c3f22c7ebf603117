// n8n reads it while it loads.
process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IndeterminateResultError } from '../../../core/errors/WechatErrors';
import { sendThrough } from '../harness/sendThrough';

test('an address that n8n protects from its workflows: nothing was sent, and the error says who can allow it', async () => {
	let requests = 0;
	const server = createServer((_request, response) => {
		requests += 1;
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const outcome = await sendThrough({
		method: 'GET',
		url: `http://127.0.0.1:${port}/cgi-bin/x`,
		path: '/cgi-bin/x',
		headers: {},
		timeoutMs: 5000,
		maxBytes: 1000,
	});
	await new Promise((resolve) => server.close(resolve));
	expect(outcome).toBeInstanceOf(IndeterminateResultError);
	expect(outcome).toMatchObject({
		reach: 'not-sent',
		reason: expect.stringContaining('N8N_SSRF_ALLOWED_HOSTNAMES') as string,
	});
	expect(requests).toBe(0);
});
