import type { INodeType } from 'n8n-workflow';
import { workflow as n8n } from '../harness/host';

/** A trigger as a process of its own has it: nothing in its memory, waits under the test's control. */
export interface FreshTrigger {
	type: INodeType;
	/** Milliseconds of the long waits under way, oldest first. */
	waits: number[];
	/** Lets all long waits end. */
	endWaits(): void;
}

/** Pauses between attempts are shorter; they end at once. */
const LONG_MS = 10_000;

/** Loads the node anew, as a restart or another process would. */
export function freshTrigger(): FreshTrigger {
	const waits: number[] = [];
	const ends: (() => void)[] = [];
	const sleep = async (ms: number) => {
		if (ms < LONG_MS) return;
		waits.push(ms);
		await new Promise<void>((resolve) => ends.push(resolve));
	};
	let type: INodeType | undefined;
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow', () => ({ ...n8n, sleep }));
		const module = jest.requireActual<
			typeof import('../../../nodes/WechatOAuthTrigger/WechatOAuthTrigger.node')
		>('../../../nodes/WechatOAuthTrigger/WechatOAuthTrigger.node');
		type = new module.WechatOAuthTrigger();
	});
	jest.dontMock('n8n-workflow');
	if (!type) throw new Error('the node did not load');
	return { type, waits, endWaits: () => ends.splice(0).forEach((end) => end()) };
}
