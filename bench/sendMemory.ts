import { pollUntil } from '../host/pollUntil';
import { forgetPeak, readMemory, type SendPlatform, type SendTestbed } from './sendTestbed';
import { IN_FLIGHT, wechat, workflow } from './sendWorkflow';

/** Peak memory of a fresh n8n process in megabytes: sending, and passing on as many items without sending. */
export interface SendMemory {
	items: number;
	/** `--max-old-space-size` of both n8n: without a limit V8 lets garbage grow, and that is what would be measured. */
	heapLimitMb: number;
	sendingMb: number;
	hostAloneMb: number;
	/** The first over the second. */
	ratio: number;
	/** The smallest heap in which passing on succeeds, where it was searched for; the limit is a tenth above it. */
	smallestHeapMb?: number;
}

/** Up to this many items fit into this heap. */
const FEW_ITEMS = 10_000;
const LIMIT_OF_FEW_MB = 480;
/** Range and step of the search for the smallest heap. */
const [LOWEST_MB, HIGHEST_MB, STEP_MB] = [448, 1408, 64];

/** Only the host: items like the output of sending, of the same size. */
const handOn = ({ templateId }: SendTestbed) => ({
	type: 'n8n-nodes-wechat-mp.benchEcho',
	parameters: { template: templateId },
});

/**
 * Measures what sending needs beyond what n8n itself needs for as many items, each in a fresh n8n with a limited heap: 480 MB up to
 * 10 000 items, above a tenth more than the smallest heap in which n8n can hand them on.
 *
 * @param platform whose messages are counted
 * @param items how many
 * @param log progress
 * @throws when n8n does not survive the sending
 */
export async function measureSendMemory(
	platform: SendPlatform,
	items: number,
	log: (line: string) => void,
): Promise<SendMemory> {
	const smallestHeapMb = items <= FEW_ITEMS ? undefined : await smallestHeap(platform, items, log);
	const heapLimitMb = smallestHeapMb === undefined ? LIMIT_OF_FEW_MB : Math.ceil(smallestHeapMb * 1.1);
	const hostAloneMb = await peakOf(platform, items, heapLimitMb, handOn);
	const before = await platform.delivered();
	const sendingMb = await peakOf(platform, items, heapLimitMb, (testbed) => wechat(testbed, IN_FLIGHT));
	const sent = (await platform.delivered()) - before;
	if (hostAloneMb === undefined || sendingMb === undefined || sent !== items) {
		throw new Error(`n8n with ${heapLimitMb} MB of heap sent ${sent} of ${items} messages`);
	}
	const ratio = Math.round((sendingMb / hostAloneMb) * 1000) / 1000;
	log(`${items} items, heap of ${heapLimitMb} MB: ${sendingMb} MB sending ÷ ${hostAloneMb} MB = ${ratio}`);
	return {
		items,
		heapLimitMb,
		sendingMb,
		hostAloneMb,
		ratio,
		...(smallestHeapMb === undefined ? {} : { smallestHeapMb }),
	};
}

async function smallestHeap(
	platform: SendPlatform,
	items: number,
	log: (line: string) => void,
): Promise<number> {
	let [low, high] = [LOWEST_MB - STEP_MB, HIGHEST_MB];
	while (high - low > STEP_MB) {
		const middle = low + Math.round((high - low) / 2 / STEP_MB) * STEP_MB;
		const peak = await peakOf(platform, items, middle, handOn);
		log(`${items} items in ${middle} MB: ${peak === undefined ? 'out of memory' : 'handed on'}`);
		if (peak === undefined) low = middle;
		else high = middle;
	}
	return high;
}

/** The highest resident size of a fresh n8n; undefined when it died. */
async function peakOf(
	platform: SendPlatform,
	items: number,
	heapLimitMb: number,
	node: (testbed: SendTestbed) => object,
): Promise<number | undefined> {
	const started = await platform.startHost({ heapLimitMb });
	const testbed = { ...platform, ...started };
	const { host } = started;
	try {
		await forgetPeak(host.pid);
		const died = host.ended.then(() => undefined);
		return await Promise.race([died, runQuietly(testbed, node(testbed), items)]);
	} finally {
		await host.stop();
	}
}

/** Runs a workflow and reads only its status: reading its data would add work to n8n. */
async function runQuietly(testbed: SendTestbed, node: object, items: number): Promise<number | undefined> {
	const { api, pid } = testbed.host;
	try {
		const { id } = await api.workflows.create(workflow(testbed, node, items), testbed.credentialIds);
		await api.workflows.run(id, 'Start');
		const { status } = await pollUntil(
			`${items} items to be worked on`,
			async () => (await api.executions.list(id)).find(({ stoppedAt }) => stoppedAt),
			{ timeoutMs: 900_000, intervalMs: 1000 },
		);
		return status === 'success' ? await readMemory(pid, 'VmHWM') : undefined;
	} catch {
		// n8n has died, or is too busy with garbage collection to answer.
		return undefined;
	}
}
