import type { Connection } from '../../../nodes/transport/connectAccount';
import { uploadTemporary } from '../../../nodes/shared/temporaryMedia';
import { rememberFollowers } from '../../../nodes/Wechat/lists/followerMemory';
import { jsapiTicket } from '../../../nodes/Wechat/resources/jssdk/ticketCache';

const STOPPED = new Error('the execution was stopped while waiting');

/** Two executions of one account: the first is stopped while its call is under way, the second is answered. */
function twoExecutions(fingerprint: string, data: Record<string, unknown>) {
	const connectionOf = (call: () => Promise<unknown>) =>
		({ account: { fingerprint }, now: () => 1_790_000_000_000, call }) as unknown as Connection;
	return {
		stopped: connectionOf(async () => await Promise.reject(STOPPED)),
		other: connectionOf(async () => await Promise.resolve({ kind: 'json', data })),
	};
}

const outcomes = async (first: Promise<unknown>, second: Promise<unknown>) =>
	(await Promise.allSettled([first, second])).map((one) =>
		one.status === 'fulfilled' ? one.value : (one.reason as unknown),
	);

describe('what two executions ask for at the same time comes to the second when the first is stopped:', () => {
	test('a JS-SDK ticket', async () => {
		const { stopped, other } = twoExecutions('stopped ticket', { ticket: 'TICKET', expires_in: 7200 });
		expect(await outcomes(jsapiTicket(stopped), jsapiTicket(other))).toEqual([STOPPED, 'TICKET']);
	});

	test('the followers of a list', async () => {
		const { stopped, other } = twoExecutions('stopped list', {});
		const followers = { openids: ['a', 'b'], tags: new Map() };
		const [first, second] = await outcomes(
			rememberFollowers(stopped, async () => await Promise.reject(STOPPED)),
			rememberFollowers(other, async () => await Promise.resolve(followers)),
		);
		expect([first, second]).toEqual([STOPPED, expect.objectContaining({ newestFirst: 'b\na' })]);
	});

	test('an uploaded file', async () => {
		const { stopped, other } = twoExecutions('stopped upload', { media_id: 'MEDIA' });
		const bytes = Buffer.from('picture');
		const upload = { field: 'media', fileName: 'a.png', contentType: 'image/png', bytes };
		const file = { bytes, prepare: async () => await Promise.resolve(upload as never) };
		const [first, second] = await outcomes(
			uploadTemporary(stopped, 'image', file),
			uploadTemporary(other, 'image', file),
		);
		expect([first, second]).toEqual([STOPPED, expect.objectContaining({ mediaId: 'MEDIA' })]);
	});
});
