import { accountForReply } from '../../../core/protocol/accountForReply';
import { openPush } from '../../../core/protocol/openPush';
import { clock, plain, safe } from './receiver';
import { faultOf } from './refusal';
import { AES_KEY, OTHER_AES_KEY, plainPush, safePush, seal, TEXT_MESSAGE, wrapEncrypted } from './witness';

const changed = { ...safe, encodingAesKey: AES_KEY, previousEncodingAesKey: OTHER_AES_KEY };
const byPrevious = wrapEncrypted(seal(TEXT_MESSAGE, changed.appid, OTHER_AES_KEY));

test('a push that the previous key opened says so, and is answered with that key', () => {
	const push = openPush(byPrevious, changed, clock);
	expect(push).toMatchObject({ encrypted: true, previousKey: true, message: { MsgType: 'text' } });
	expect(accountForReply(changed, push)).toEqual({ ...changed, encodingAesKey: OTHER_AES_KEY });
});

test.each([
	['the key', safePush(), changed],
	['the only key', safePush(), safe],
	['no key', plainPush(TEXT_MESSAGE), plain],
])('a push that %s opened is answered with the account as it is', (_which, request, account) => {
	const push = openPush(request, account, clock);
	expect(push).not.toHaveProperty('previousKey');
	expect(accountForReply(account, push)).toBe(account);
});

test.each([
	['decrypt', wrapEncrypted(seal(TEXT_MESSAGE, changed.appid, 'z'.repeat(43)))],
	['appid', wrapEncrypted(seal(TEXT_MESSAGE, 'wx0000000000000000', OTHER_AES_KEY))],
	['plaintext', plainPush(TEXT_MESSAGE)],
	['malformed', wrapEncrypted(seal('{"MsgType":"text"}'))],
])('what neither key opens is refused with the fault %s', (fault, request) => {
	expect(faultOf(() => openPush(request, changed, clock))).toBe(fault);
});
