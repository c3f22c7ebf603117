import type { CallbackServer } from './support/callbackServer';
import { startConnection, type Connection } from './support/connection';
import { element, openEncrypted, sha1OfSorted } from './support/openPush';
import type { Platform } from './support/platform';

let connection: Connection;
let platform: Platform;
let server: CallbackServer;
const connect = (mode: 'plain' | 'compatible' | 'safe') => connection.connect(mode);
const sayHello = () => connection.sayHello();
const answerWith = (body: string, status?: number) => connection.answerWith(body, status);

beforeEach(async () => {
	connection = await startConnection();
	({ platform, server } = connection);
});
afterEach(() => connection.close());

describe('forged pushes', () => {
	const hello = { message: { MsgType: 'text', Content: 'hello' } };
	const push = async (
		forge:
			| 'wrong-token'
			| 'wrong-key'
			| 'wrong-appid'
			| 'altered-ciphertext'
			| 'altered-signature'
			| 'old-timestamp'
			| 'unsigned'
			| 'plain',
	) => {
		answerWith('no', 403);
		const delivery = await platform.simulator.control.push({ ...hello, forge });
		expect(delivery).toMatchObject({ forged: true, faultShownToUser: false, attempts: [{ status: 403 }] });
		const last = server.received.at(-1);
		if (!last) throw new Error('nothing came');
		const { query, body } = last;
		const parts = [platform.account.token, query.get('timestamp') ?? '', query.get('nonce') ?? ''];
		const encrypted = element(body, 'Encrypt') ?? '';
		return {
			query,
			body,
			encrypted,
			signed: query.get('signature') === sha1OfSorted([...parts]),
			sealed: query.get('msg_signature') === sha1OfSorted([...parts, encrypted]),
		};
	};
	beforeEach(() => connect('safe'));

	it('wrong-token: neither signature fits', async () => {
		expect(await push('wrong-token')).toMatchObject({ signed: false, sealed: false });
	});

	it('wrong-key: signed well, does not open', async () => {
		const { signed, sealed, encrypted } = await push('wrong-key');
		expect({ signed, sealed }).toEqual({ signed: true, sealed: true });
		const open = () => openEncrypted(encrypted, platform.account.encodingAESKey).appid;
		let appid: string | undefined;
		try {
			appid = open();
		} catch {
			appid = undefined;
		}
		expect(appid).not.toBe(platform.account.appid);
	});

	it('wrong-appid: signed well, opens, for another account', async () => {
		const { signed, sealed, encrypted } = await push('wrong-appid');
		expect({ signed, sealed }).toEqual({ signed: true, sealed: true });
		const { appid } = openEncrypted(encrypted, platform.account.encodingAESKey);
		expect(appid).toMatch(/^wx[0-9a-f]{16}$/);
		expect(appid).not.toBe(platform.account.appid);
	});

	it('altered-ciphertext: only msg_signature tells', async () => {
		expect(await push('altered-ciphertext')).toMatchObject({ signed: true, sealed: false });
	});

	it('altered-signature: neither fits', async () => {
		expect(await push('altered-signature')).toMatchObject({ signed: false, sealed: false });
	});

	it('old-timestamp: signed well, an hour old', async () => {
		const { signed, sealed, query } = await push('old-timestamp');
		expect({ signed, sealed }).toEqual({ signed: true, sealed: true });
		expect(Date.now() / 1000 - Number(query.get('timestamp'))).toBeGreaterThan(3590);
	});

	it('unsigned and plain: what they say', async () => {
		const { query } = await push('unsigned');
		expect([query.has('signature'), query.has('msg_signature')]).toEqual([false, false]);
		const plain = await push('plain');
		expect(element(plain.body, 'Content')).toBe('hello');
		expect(plain.signed).toBe(true);
	});

	it('refuses a forgery that the account’s mode has no room for', async () => {
		await platform.simulator.control.account({ appid: platform.account.appid, mode: 'plain' });
		const forging = platform.simulator.control.push({ ...hello, forge: 'wrong-key' });
		await expect(forging).rejects.toThrow('wrong-key needs an account in compatible or safe mode');
	});

	it('repeats an earlier delivery byte by byte, and posts raw bytes as given', async () => {
		const { id } = await sayHello();
		await platform.simulator.control.push({ repeat: id });
		const [first, second] = server.received.slice(1);
		expect(second?.body).toBe(first?.body);
		expect(String(second?.query)).toBe(String(first?.query));
		const raw = { query: { a: 'b' }, body: '<xml>', contentType: 'text/plain' };
		await platform.simulator.control.push({ raw });
		const last = server.received.at(-1);
		expect(last?.body).toBe('<xml>');
		expect(last?.query.get('a')).toBe('b');
		expect(last?.headers['content-type']).toBe('text/plain');
	});
});
