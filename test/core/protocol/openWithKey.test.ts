import { openWithKey } from '../../../core/protocol/openWithKey';
import { clock, plain, safe } from './receiver';
import { faultOf } from './refusal';
import { AES_KEY, OTHER_AES_KEY, plainPush, safePush, seal, TEXT_MESSAGE, wrapEncrypted } from './witness';

const changed = { ...safe, encodingAesKey: AES_KEY, previousEncodingAesKey: OTHER_AES_KEY };
const byPrevious = wrapEncrypted(seal(TEXT_MESSAGE, changed.appid, OTHER_AES_KEY));

test('openWithKey says that the previous key opened a push, and gives it for the reply', () => {
	expect(openWithKey(byPrevious, changed, clock)).toMatchObject({
		push: { encrypted: true, message: { MsgType: 'text' } },
		account: { encodingAesKey: OTHER_AES_KEY },
		byPreviousKey: true,
	});
});

test.each([
	['the key', safePush(), changed],
	['the only key', safePush(), safe],
	['no key', plainPush(TEXT_MESSAGE), plain],
])('openWithKey gives the account as it is for a push that %s opened', (_which, push, account) => {
	const opened = openWithKey(push, account, clock);
	expect(opened).toMatchObject({ push: { message: { MsgType: 'text' } }, byPreviousKey: false });
	expect(opened.account).toBe(account);
});

test.each([
	['decrypt', wrapEncrypted(seal(TEXT_MESSAGE, changed.appid, 'z'.repeat(43)))],
	['appid', wrapEncrypted(seal(TEXT_MESSAGE, 'wx0000000000000000', OTHER_AES_KEY))],
	['plaintext', plainPush(TEXT_MESSAGE)],
	['malformed', wrapEncrypted(seal('{"MsgType":"text"}'))],
])('openWithKey refuses with the fault %s what neither key opens', (fault, push) => {
	expect(faultOf(() => openWithKey(push, changed, clock))).toBe(fault);
});
