import type { IExecuteFunctions } from 'n8n-workflow';
import { WechatApiError } from '../../../core/errors/WechatErrors';
import { bestEffort } from '../../../nodes/shared/bestEffort';
import type { ItemContext } from '../../../nodes/shared/itemContexts';
import { sendSeries } from '../../../nodes/shared/messageSeries';
import { WaitCancelled } from '../../../nodes/transport/abortableWaits';

const SECRET = 'TOKEN-0000000000000000000000001';

const refusal = (errcode: number) =>
	new WechatApiError({ errcode, errmsg: `not with ${SECRET}`, path: '/x', rid: undefined, body: {} });

function itemWith(call: () => Promise<never>): ItemContext {
	const n8n = { getExecutionCancelSignal: () => undefined } as unknown as IExecuteFunctions;
	const connection = { call, now: () => 0, account: { secrets: [SECRET] } };
	return { n8n, connection, itemIndex: 0, progress: {} } as unknown as ItemContext;
}

test('an optional part that fails says why, and nothing secret', async () => {
	const fail = async () => await Promise.reject(refusal(99_999));
	const { problem, errcode } = await bestEffort(itemWith(fail), fail, (instead) => instead);
	expect(errcode).toBe(99_999);
	expect(problem).toContain('99999');
	expect(problem).not.toContain(SECRET);
});

test('an optional part does not hide that the run has ended', async () => {
	const end = async () => await Promise.reject(new WaitCancelled());
	await expect(bestEffort(itemWith(end), end, () => 'instead')).rejects.toBeInstanceOf(WaitCancelled);
});

test.each([
	['refused', 40_007, 2],
	['answered with "system busy", so that it may have arrived', -1, 1],
])(
	'a picture that is %s is replaced by its line only where it did not arrive',
	async (_what, code, calls) => {
		const call = jest.fn(async () => await Promise.reject(refusal(code)));
		const request = { method: 'POST', path: '/cgi-bin/message/custom/send' } as const;
		const plan = () => ({ messages: [{ request, text: 'a line', instead: request }] });
		await expect(sendSeries(itemWith(call), plan)).rejects.toBeInstanceOf(WechatApiError);
		expect(call).toHaveBeenCalledTimes(calls);
	},
);
