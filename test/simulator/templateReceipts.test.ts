import type { CallbackServer } from './support/callbackServer';
import { startConnection, type Connection } from './support/connection';
import { element } from './support/openPush';
import { call, stableToken, type Platform } from './support/platform';

let connection: Connection;
let platform: Platform;
let server: CallbackServer;
let openid: string;
const connect = async (mode: 'plain' | 'compatible' | 'safe') => (openid = await connection.connect(mode));

beforeEach(async () => {
	connection = await startConnection();
	({ platform, server } = connection);
});
afterEach(() => connection.close());

describe('TEMPLATESENDJOBFINISH', () => {
	const send = async () => {
		const { control } = platform.simulator;
		const { templateId } = await control.area('templates', 'add', {
			title: 't',
			content: '品名{{thing1.DATA}}',
		});
		const { token } = await stableToken(platform);
		const body = { touser: openid, template_id: templateId, data: { thing1: { value: '咖啡' } } };
		const { text } = await call(platform, `/cgi-bin/message/template/send?access_token=${token}`, body);
		return /"msgid":(\d+)/.exec(text)?.[1];
	};

	it.each(['success', 'failed:user block', 'failed: system failed'] as const)(
		'tells %s',
		async (reception) => {
			await connect('plain');
			await platform.simulator.control.follower({ openid, follow: true, push: false, reception });
			const msgid = await send();
			const { body } = await server.nth(1);
			expect(element(body, 'Event')).toBe('TEMPLATESENDJOBFINISH');
			expect(body).toContain(`<MsgID>${msgid}</MsgID>`);
			expect(element(body, 'Status')).toBe(reception);
		},
	);

	it('comes as late as the account is set', async () => {
		await connect('plain');
		const { control } = platform.simulator;
		await control.follower({ openid, follow: true, push: false });
		await control.account({ appid: platform.account.appid, receiptDelayMs: 60_000 });
		await control.clock({ freeze: true });
		await send();
		await control.settled();
		expect(server.received).toHaveLength(1);
		await control.clock({ advanceSeconds: 60 });
		expect(element((await server.nth(1)).body, 'Event')).toBe('TEMPLATESENDJOBFINISH');
	});

	it('does not come after a reset', async () => {
		await connect('plain');
		const { control } = platform.simulator;
		await control.follower({ openid, follow: true, push: false });
		await control.account({ appid: platform.account.appid, receiptDelayMs: 60_000 });
		await send();
		await control.reset();
		await control.clock({ advanceSeconds: 61 });
		await call(platform, '/cgi-bin/token');
		await control.settled();
		expect(server.received).toHaveLength(1);
	});
});
