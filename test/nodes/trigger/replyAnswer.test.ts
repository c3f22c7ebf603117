import { replyXml } from '../../../core/protocol/replyXml';
import { replyAnswer } from '../../../nodes/WechatTrigger/replyAnswer';
import { ACCOUNT, TEXT } from './forgePush';
import { stopClock } from './stopClock';

afterEach(() => jest.restoreAllMocks());

test('a reply that was kept for a while says that it was made now, and keeps what its text says', () => {
	const now = Math.floor(stopClock().now() / 1000);
	const content = 'an element: <CreateTime>1</CreateTime>';
	const kept = replyXml({ type: 'text', content }, TEXT, 1);
	const push = { message: {}, encrypted: false, nonce: '1' };
	const account = { appid: ACCOUNT.appId, token: ACCOUNT.token, mode: 'plain' as const };
	expect(replyAnswer(kept, { push, account }).body).toBe(replyXml({ type: 'text', content }, TEXT, now));
});
