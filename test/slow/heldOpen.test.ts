import { forgePush, nextText } from '../nodes/trigger/forgePush';
import { TriggerHost } from '../nodes/trigger/triggerHost';

test('a push that is held open without a reply is acknowledged after 4.5 seconds on the wall', async () => {
	const host = await new TriggerHost({ parameters: { responseMode: 'responseNode' } }).start();
	try {
		const before = performance.now();
		const { status, data } = await host.push(forgePush(nextText()));
		const milliseconds = performance.now() - before;
		expect({ status, data }).toEqual({ status: 200, data: 'success' });
		expect(milliseconds).toBeGreaterThanOrEqual(4_400);
		expect(milliseconds).toBeLessThan(4_900);
	} finally {
		await host.stop();
	}
});
