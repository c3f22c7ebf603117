import type { IExecuteFunctions } from 'n8n-workflow';
import { ProtocolError } from '../../../core/protocol/ProtocolError';
import { hostClock } from '../../../nodes/WechatTrigger/hostClock';
import { accountKeys } from '../../../nodes/WechatTrigger/pushAccounts';
import { isDuplicate } from '../../../nodes/WechatTrigger/recordPush';
import { refuse } from '../../../nodes/WechatTrigger/refuse';
import { relayPush } from '../../../nodes/WechatTrigger/relayPush';
import { countCopy } from '../../../nodes/WechatTrigger/relayTally';
import { claimDelivery } from '../../../nodes/WechatTrigger/rememberPush';
import { type Filling, type Sizes, upTo } from './Filling';
import { NOW, triggerOf, turn, fillLog } from './triggerFixture';

/** The response to a push that n8n has stored. */
const ACCEPTED = { writableEnded: true, statusCode: 200, once: () => undefined };

async function* fillRefusedLines(): AsyncGenerator<void> {
	yield* fillLog((index) => {
		const n8n = triggerOf(index);
		refuse(n8n, new ProtocolError('signature', 'The signature is wrong'), NOW);
		return n8n.lines;
	});
}

async function* fillLostLines(): AsyncGenerator<void> {
	jest.spyOn(Date, 'now').mockReturnValue(NOW);
	yield* fillLog(async (index) => {
		const n8n = triggerOf(index);
		const request = { headers: {}, originalUrl: '/' } as never;
		relayPush(n8n, request, Buffer.alloc(0), ['no address']);
		await turn();
		return n8n.lines;
	});
}

async function* fillCopies(sizes: () => Sizes): AsyncGenerator<void> {
	const ends: (() => void)[] = [];
	const httpRequest = async () => {
		await new Promise<void>((resolve) => ends.push(resolve));
		return { statusCode: 200, headers: {}, body: Buffer.alloc(0) };
	};
	const n8n = triggerOf('relay', { helpers: { httpRequest } });
	const request = { headers: {}, originalUrl: '/' } as never;
	for (const copy of upTo(110)) {
		relayPush(n8n, request, Buffer.alloc(0), [`https://receiver.example.com/${copy}`]);
		await turn();
		yield;
	}
	expect(ends).toHaveLength(100);
	expect(n8n.lines).toEqual([expect.stringContaining('100 others are under way')]);
	for (const end of ends) end();
	await turn();
	expect(sizes()).toEqual({ copies: 0 });
}

async function* fillTallies(): AsyncGenerator<void> {
	for (const receiver of upTo(510)) {
		countCopy('trigger', String(receiver), undefined, NOW);
		yield;
	}
	await turn();
	expect(countCopy('trigger', '509', undefined, NOW).relayed).toBe(2);
	expect(countCopy('trigger', '0', undefined, NOW).relayed).toBe(1);
}

async function* fillKeys(sizes: () => Sizes): AsyncGenerator<void> {
	let reads = 0;
	const getCredentials = async () => {
		reads += 1;
		const appId = 'wx0123456789abcdef';
		return await Promise.resolve({ appId, token: 'token', messageEncryption: 'plain' });
	};
	const verify = async (id: number) => {
		const n8n = triggerOf(id, { getCredentials });
		return await accountKeys(n8n, n8n.getNode(), NOW)(({ token }) => token);
	};
	const first = upTo(50).map(async () => await verify(0));
	yield;
	expect(new Set(await Promise.all(first))).toEqual(new Set(['token']));
	expect(reads).toBe(1);
	for (const id of upTo(510)) {
		await verify(id);
		yield;
	}
	expect(sizes()).toMatchObject({ readings: 0 });
	await verify(509);
	expect(reads).toBe(510);
	await verify(0);
	expect(reads).toBe(511);
}

async function* fillMemories(sizes: () => Sizes): AsyncGenerator<void> {
	const take = async (workflowId: string, key: string | number, now = NOW) => {
		const push = { workflowId, nodeId: 'node', key: String(key) };
		const clock = { ...hostClock, now: () => now, elapsed: () => now, deadline: 0, windowSeconds: 300 };
		return await claimDelivery(push, ACCEPTED as never, clock);
	};
	for (const key of upTo(50_010)) {
		const standing = await take('busy', key);
		if (standing !== 'new') throw new Error(`push ${key} is ${standing}`);
		if (key % 1000 === 0 || key > 49_990) yield;
	}
	expect([await take('busy', 50_009), await take('busy', 0)]).toEqual(['accepted', 'new']);
	await take('quiet', 'push');
	for (const key of upTo(49_000)) await take('less busy', key);
	for (const key of upTo(2_500)) {
		await take('new', key);
		yield;
	}
	// The one with most of them has forgotten its oldest, and nobody else has.
	expect([await take('busy', 50_009), await take('busy', 1_000)]).toEqual(['accepted', 'new']);
	expect([await take('less busy', 0), await take('quiet', 'push')]).toEqual(['accepted', 'accepted']);
	for (const workflow of upTo(10_010)) {
		await take(`workflow ${workflow}`, 'push');
		if (workflow % 1000 === 0 || workflow > 9_990) yield;
	}
	expect(await take('workflow 10009', 'push')).toBe('accepted');
	expect(await take('workflow 0', 'push')).toBe('new');
	await take('later', 'push', NOW + 16 * 60_000);
	expect(sizes()).toEqual({ triggers: 1, pushesOfOne: 1, pushes: 1 });
}

async function* fillBegun(): AsyncGenerator<void> {
	jest.spyOn(hostClock, 'sleep').mockResolvedValue();
	const recorded = new Set<unknown>();
	const looks: unknown[] = [];
	const checkProcessedAndRecord = async (items: string[]) => {
		looks.push(items);
		const processed = items.filter((item) => recorded.has(item));
		for (const item of items) recorded.add(item);
		return await Promise.resolve({ new: [], processed });
	};
	const begin = async (push: number, execution: string) =>
		await isDuplicate({
			getInputData: () => [
				{ json: { CreateTime: '1790000000', meta: { key: String(push), receivedAt: new Date(NOW) } } },
			],
			getMode: () => 'webhook',
			getWorkflow: () => ({ id: 'workflow' }),
			getNode: () => ({ id: 'node' }),
			getExecutionId: () => execution,
			helpers: { checkProcessedAndRecord },
		} as unknown as IExecuteFunctions);
	for (const push of upTo(2010)) {
		expect(await begin(push, 'first')).toBe(false);
		yield;
	}
	looks.length = 0;
	expect(await begin(2009, 'second')).toBe(true);
	expect(looks).toEqual([]);
	expect(await begin(0, 'second')).toBe(true);
	expect(looks).not.toEqual([]);
}

/** What is kept of pushes. */
export const pushStores: Readonly<Record<string, Filling>> = {
	'log lines on refused requests': {
		most: { lines: 1000 },
		beyond: 'of more than 1000 lines the first is written again within its minute',
		fill: fillRefusedLines,
	},
	'log lines on copies that were lost': {
		most: { lines: 1000 },
		beyond: 'of more than 1000 lines the first is written again within its minute',
		fill: fillLostLines,
	},
	'copies that are being relayed': {
		most: { copies: 100 },
		beyond: 'further copies are given up, and what has ended makes room again',
		fill: fillCopies,
	},
	'counts of relayed copies': {
		most: { receivers: 500 },
		beyond: 'of more than 500 receivers the first counts anew',
		fill: fillTallies,
	},
	'keys of credentials that pushes are verified with': {
		most: { credentials: 500, readings: 1 },
		beyond: 'many requests share one reading; of more than 500 credentials the first is read again',
		fill: fillKeys,
	},
	'pushes that have come': {
		most: { triggers: 10_000, pushesOfOne: 50_000, pushes: 100_000 },
		beyond:
			'of more pushes or triggers the first are new again, of more pushes in all those of the busiest trigger, and a quiet trigger is forgotten',
		fill: fillMemories,
	},
	'pushes whose execution has begun': {
		most: { pushes: 2000 },
		beyond: 'of more than 2000 pushes the first is looked for in the record of n8n alone',
		fill: fillBegun,
	},
};
