import { element } from '../support/openPush';
import { startConnection, type Connection } from '../support/connection';
import { loadClient } from './installClients';

/** What these tests use of the library. */
interface Crypto {
	getSignature(timestamp: string, nonce: string, encrypted: string): string;
	decrypt(text: string): { message: string; id: string };
	encrypt(text: string): string;
}
type CryptoClass = new (token: string, encodingAesKey: string, appid: string) => Crypto;

let Client: CryptoClass;
let connection: Connection;
let crypto: Crypto;

beforeAll(async () => {
	Client = await loadClient<CryptoClass>('wechat-crypto');
}, 120_000);
beforeEach(async () => {
	connection = await startConnection();
	const { token, encodingAESKey, appid } = connection.platform.account;
	crypto = new Client(token, encodingAESKey, appid);
});
afterEach(() => connection.close());

describe('wechat-crypto as the account’s server', () => {
	it('verifies and decrypts a push of the simulator', async () => {
		const openid = await connection.connect('safe');
		await connection.sayHello();
		const { query, body } = await connection.server.nth(1);
		const encrypted = element(body, 'Encrypt') ?? '';
		const [timestamp = '', nonce = ''] = [query.get('timestamp') ?? '', query.get('nonce') ?? ''];
		expect(query.get('msg_signature')).toBe(crypto.getSignature(timestamp, nonce, encrypted));
		const { message, id } = crypto.decrypt(encrypted);
		expect(id).toBe(connection.platform.account.appid);
		expect({ content: element(message, 'Content'), from: element(message, 'FromUserName') }).toEqual({
			content: 'hello',
			from: openid,
		});
	});

	it('writes an encrypted reply that the simulator shows on the phone', async () => {
		const openid = await connection.connect('safe');
		const reply = `<xml><ToUserName>${openid}</ToUserName><FromUserName>${connection.platform.account.originalId}</FromUserName><CreateTime>1700000000</CreateTime><MsgType>text</MsgType><Content>欢迎</Content></xml>`;
		const encrypted = crypto.encrypt(reply);
		const signature = crypto.getSignature('1700000000', '42', encrypted);
		connection.answerWith(
			`<xml><Encrypt>${encrypted}</Encrypt><MsgSignature>${signature}</MsgSignature><TimeStamp>1700000000</TimeStamp><Nonce>42</Nonce></xml>`,
		);
		expect(await connection.sayHello()).toMatchObject({ outcome: 'replied', faultShownToUser: false });
		const chat = await connection.platform.simulator.control.chat({ openid });
		expect(chat.at(-1)).toMatchObject({ from: 'account', kind: 'text', content: { Content: '欢迎' } });
	});

	it('is told of a fault when it signs with another Token', async () => {
		const openid = await connection.connect('safe');
		const { encodingAESKey, appid } = connection.platform.account;
		const foreign = new Client('AnotherToken1234', encodingAESKey, appid);
		const encrypted = foreign.encrypt(`<xml><ToUserName>${openid}</ToUserName></xml>`);
		const signature = foreign.getSignature('1700000000', '42', encrypted);
		connection.answerWith(
			`<xml><Encrypt>${encrypted}</Encrypt><MsgSignature>${signature}</MsgSignature><TimeStamp>1700000000</TimeStamp><Nonce>42</Nonce></xml>`,
		);
		expect(await connection.sayHello()).toMatchObject({ outcome: 'fault', faultShownToUser: true });
	});
});
