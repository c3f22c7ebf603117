import { concernsTheOther, singleFlight } from '../../../core/api/singleFlight';
import { WechatApiError } from '../../../core/errors/WechatErrors';

const refusal = new WechatApiError({ errcode: 48001, errmsg: 'api unauthorized', path: '/', body: {} });

/** Three callers at the same time; gives what became of them, and how many requests were made. */
async function three(outcomes: readonly (Error | string)[], asksAgain?: (error: unknown) => boolean) {
	const inFlight = new Map<string, Promise<string>>();
	let requests = 0;
	const start = async () => {
		const outcome = outcomes[requests++] ?? 'more than expected';
		await Promise.resolve();
		if (outcome instanceof Error) throw outcome;
		return outcome;
	};
	const settled = await Promise.allSettled(
		[1, 2, 3].map(async () => await singleFlight(inFlight, 'account', start, asksAgain)),
	);
	const results = settled.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error)));
	return { results, requests, left: inFlight.size };
}

describe('callers at the same time', () => {
	test('share one request, and nothing is left of it', async () => {
		expect(await three(['token'])).toEqual({ results: ['token', 'token', 'token'], requests: 1, left: 0 });
	});

	test('share its failure, unless they ask again', async () => {
		const stopped = new Error('stopped');
		expect(await three([stopped])).toEqual({ results: [stopped, stopped, stopped], requests: 1, left: 0 });
	});

	test('ask once more together when the first one was cut off', async () => {
		const stopped = new Error('stopped');
		const seen = await three([stopped, 'token'], concernsTheOther);
		expect(seen).toEqual({ results: [stopped, 'token', 'token'], requests: 2, left: 0 });
	});

	test('ask no third time', async () => {
		const [first, second] = [new Error('first'), new Error('second')];
		const seen = await three([first, second], concernsTheOther);
		expect(seen).toEqual({ results: [first, second, second], requests: 2, left: 0 });
	});

	test('take the refusal of the platform for theirs', async () => {
		const seen = await three([refusal], concernsTheOther);
		expect(seen).toEqual({ results: [refusal, refusal, refusal], requests: 1, left: 0 });
	});
});
