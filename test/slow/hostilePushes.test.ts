import fc from 'fast-check';
import { readXml } from '../../core/protocol/readXml';
import { writeXml } from '../../core/protocol/writeXml';
import { rawHttp } from '../nodes/harness/rawHttp';
import { ACCOUNT, forgeHandshake, forgePush, nextText } from '../nodes/trigger/forgePush';
import { TriggerHost } from '../nodes/trigger/triggerHost';
import { changesIn, type HostileRequest, type Mode, rawRequest } from './hostilePushes';

/** fast-check says the seed of what fails. */
const RUNS = 500;
const PATIENCE_MS = 5_000;
const SECRETS = [ACCOUNT.token, ACCOUNT.encodingAesSecretKey, ACCOUNT.appSecret];

const pairsOf = (query: Record<string, string>) =>
	Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);

async function send(host: TriggerHost, method: 'GET' | 'POST', request: HostileRequest) {
	const begun = performance.now();
	const { status, body } = await rawHttp(rawRequest(method, host.url, request));
	expect(performance.now() - begun).toBeLessThan(PATIENCE_MS);
	const text = body.toString();
	for (const secret of SECRETS) expect(`${text} ${host.log.join(' ')}`).not.toContain(secret);
	return { status, text };
}

describe.each<Mode>(['plain', 'compatible', 'safe'])('in %s mode', (mode) => {
	let host: TriggerHost;
	beforeAll(async () => {
		host = await new TriggerHost({ credential: { messageEncryption: mode }, body: 'unread' }).start();
	});
	afterAll(async () => await host.stop());

	test('a push that was changed is refused or taken, once, and stands in no other way', async () => {
		const property = fc.asyncProperty(changesIn(mode), async ({ effect, apply }) => {
			const message = nextText();
			const { query, body } = forgePush(message, { mode });
			const original = {
				pairs: pairsOf(query),
				headers: { 'Content-Type': 'text/xml' },
				body: Buffer.from(body),
			};
			const request = { ...original, headers: { ...original.headers } };
			apply(request);
			host.stored.length = 0;
			const { status, text } = await send(host, 'POST', request);
			expect(['200 success', '403 Refused']).toContain(`${status} ${text}`);
			expect(host.stored).toHaveLength(status === 200 ? 1 : 0);
			if (effect === 'breaks') expect(status).toBe(403);
			if (effect === 'keeps') expect(status).toBe(200);
			// What is refused stands in nobody's way, and what is taken is known again.
			expect(await send(host, 'POST', original)).toEqual({ status: 200, text: 'success' });
			if (mode === 'plain' && effect === 'open') return;
			const [first, ...others] = host.stored;
			expect(others).toHaveLength(0);
			const { meta: _meta, ...elements } = first?.json ?? {};
			expect(elements).toEqual(readXml(writeXml(message)));
		});
		await fc.assert(property, { numRuns: RUNS });
	}, 600_000);

	test('a check of the URL that was changed is refused, or gets its echostr', async () => {
		const property = fc.asyncProperty(changesIn('plain'), async ({ effect, apply }) => {
			const echostr = String(Math.random());
			const request = { pairs: pairsOf(forgeHandshake(echostr)), headers: {}, body: Buffer.alloc(0) };
			apply(request);
			const answer = await send(host, 'GET', { ...request, body: Buffer.alloc(0) });
			const isEncoded = Object.hasOwn(request.headers, 'Content-Encoding');
			if (effect === 'breaks' && !isEncoded) expect(answer).toEqual({ status: 403, text: 'Refused' });
			if (effect === 'keeps') expect(answer).toEqual({ status: 200, text: echostr });
			expect(host.stored.length).toBeLessThanOrEqual(1);
		});
		await fc.assert(property, { numRuns: RUNS / 5 });
	}, 600_000);
});
