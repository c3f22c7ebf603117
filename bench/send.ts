import { measureSendMemory, type SendMemory } from './sendMemory';
import { compareRates, measureInTurns, type SendCase, type SendRatio } from './sendRates';
import { type SendTestbed, startSendPlatform } from './sendTestbed';
import { bareSend, computed, httpRequest, IN_FLIGHT, wechat } from './sendWorkflow';

/** Result of the bench: ratios with both sides, memory, token requests of the whole bench. */
export type SendBench = Record<string, SendRatio | object>;

const DEFAULT_IN_FLIGHT = 10;
const BULK_ITEMS = 10_000;
const SLOWER_ITEMS = 600;
const SEQUENTIAL_ITEMS = 60;
const COMPUTED_ITEMS = 200;

/**
 * Measures bulk sends of the node in a real n8n against the platform over TLS with 30 ms latency: ÷ one call at a time, ÷ n8n's
 * HTTP Request node with our credential, ÷ n8n's bare request helper with as many calls in flight, which reads answers of any length or
 * those of a limited one; and the memory of n8n.
 *
 * @param options rounds of each case, in turns, 0 to leave the ratios out; sizes of the memory runs, none to leave them out
 * @param log progress
 * @throws when a message is refused
 */
export async function benchSend(
	options: { rounds: number; memoryItems: readonly number[] },
	log: (line: string) => void,
): Promise<SendBench> {
	const platform = await startSendPlatform();
	try {
		const memory: SendMemory[] = [];
		for (const items of options.memoryItems) memory.push(await measureSendMemory(platform, items, log));
		if (options.rounds === 0) return { 'send.memory': memory };
		const testbed = { ...platform, ...(await platform.startHost()) };
		const rates = await measureInTurns(testbed, sendCases(testbed), options.rounds, log);
		const compare = (ours: string, theirs: string) => compareRates(rates[ours], rates[theirs]);
		const result: SendBench = {
			'send.bulk_vs_sequential': compare('bulk', 'sequential'),
			'send.bulk_vs_http_request': compare('bulk', 'httpRequest'),
			'send.bulk_vs_helper_ceiling': compare('bulk', 'helper'),
			'send.bulk_vs_limited_helper': compare('bulk', 'limitedHelper'),
			'send.bulk_of_computed_values_vs_http_request': compare('computedBulk', 'httpRequest'),
			'send.default_bulk_vs_sequential': compare('defaultBulk', 'sequential'),
		};
		result['send.memory'] = memory;
		result['send.token_calls'] = { perProcess: await testbed.tokenCalls() };
		return result;
	} finally {
		await platform.stop();
	}
}

function sendCases(testbed: SendTestbed): Record<string, SendCase> {
	return {
		sequential: { items: SEQUENTIAL_ITEMS, inFlight: 1, node: wechat(testbed, 1) },
		defaultBulk: {
			items: SLOWER_ITEMS,
			inFlight: DEFAULT_IN_FLIGHT,
			node: wechat(testbed, DEFAULT_IN_FLIGHT),
		},
		computedBulk: { items: COMPUTED_ITEMS, inFlight: IN_FLIGHT, node: wechat(testbed, IN_FLIGHT, computed) },
		httpRequest: { items: SLOWER_ITEMS, inFlight: 'all', node: httpRequest(testbed) },
		bulk: { items: BULK_ITEMS, inFlight: IN_FLIGHT, node: wechat(testbed, IN_FLIGHT) },
		helper: { items: BULK_ITEMS, inFlight: IN_FLIGHT, node: bareSend(testbed) },
		limitedHelper: { items: BULK_ITEMS, inFlight: IN_FLIGHT, node: bareSend(testbed, { limited: true }) },
	};
}
