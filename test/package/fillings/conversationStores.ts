import { beginRun, isBusy } from '../../../nodes/WechatTrigger/conversation/busyFollowers';
import {
	attachRepeat,
	hasRoom,
	holdForExecution,
	holdForCollection,
} from '../../../nodes/WechatTrigger/conversation/heldPushes';
import { hostClock } from '../../../nodes/WechatTrigger/hostClock';
import { sendLate } from '../../../nodes/WechatTrigger/conversation/sendLate';
import { lateRepliesOf } from '../../../nodes/WechatTrigger/conversation/lateReplies';
import { encodeReplies } from '../../../nodes/transport/encodedReplies';
import { type Filling, upTo } from './Filling';
import { NOW, triggerOf, deliveryFrom, repliesOf, textOf, turn, stopClock, fillLog } from './triggerFixture';

async function* fillBusyFollowers(): AsyncGenerator<void> {
	stopClock();
	for (const push of upTo(30)) {
		beginRun(deliveryFrom(1, `push ${push}`));
		yield;
	}
	for (const follower of upTo(10_010)) {
		beginRun(deliveryFrom(follower));
		if (follower % 10 === 0 || follower > 9_990) yield;
	}
	await turn();
	expect([0, 10_009].map((follower) => isBusy(deliveryFrom(follower)))).toEqual([false, true]);
}

async function* fillHeldPushes(): AsyncGenerator<void> {
	stopClock();
	jest.spyOn(hostClock, 'sleep').mockReturnValue(new Promise(() => {}));
	const collecting = { replyWindow: 'all', whenLonger: 'collect' };
	for (const follower of upTo(5000)) {
		if (!hasRoom()) break;
		holdForExecution(deliveryFrom(follower));
		if (follower > 4_990) yield;
	}
	expect(hasRoom()).toBe(false);
	expect(attachRepeat(deliveryFrom(0))).toBe(true);
	const waiting = deliveryFrom(6000, 'push', collecting);
	const account = `${waiting.n8n.getWorkflow().id} node webhook gh`;
	lateRepliesOf(account).put('o6000', 'push', [textOf('kept')], NOW);
	for (const delivery of [waiting, deliveryFrom(6000, 'next', collecting)]) {
		holdForCollection(delivery);
		yield;
		expect(repliesOf(delivery)).toHaveLength(1);
	}
	expect(repliesOf(waiting)[0]).toContain('kept');
	await turn();
}

async function* fillLateReplies(): AsyncGenerator<void> {
	const lateReplies = lateRepliesOf('account');
	for (const follower of upTo(1010)) {
		lateReplies.put(String(follower), 'push', ['a reply'], NOW);
		yield;
	}
	expect(['9', '10'].map((follower) => lateReplies.status(follower, NOW))).toEqual(['empty', 'ready']);
	const long = '长'.repeat(200_000);
	for (const follower of upTo(30)) {
		lateReplies.put(`long ${follower}`, 'push', [long], NOW);
		yield;
	}
	expect(['long 9', 'long 10'].map((follower) => lateReplies.status(follower, NOW))).toEqual([
		'empty',
		'ready',
	]);
	for (const reply of upTo(25)) lateReplies.put('one', 'push', [`reply ${reply}`], NOW);
	expect(lateReplies.take('one', NOW)).toBe('reply 5');
	for (const account of upTo(200)) {
		lateRepliesOf(`account ${account}`);
		yield;
	}
	expect(lateRepliesOf('account')).not.toBe(lateReplies);
	await turn();
}

async function* fillLateLines(): AsyncGenerator<void> {
	stopClock();
	const getCredentials = async () => await Promise.reject(new Error('no credential'));
	yield* fillLog(async (index) => {
		const n8n = triggerOf(index, { getCredentials });
		await sendLate({ ...deliveryFrom(0), n8n }, [textOf('late')]);
		return n8n.lines;
	});
}

async function* fillSaid(): AsyncGenerator<void> {
	const clock = stopClock();
	jest.spyOn(hostClock, 'sleep').mockReturnValue(new Promise(() => {}));
	for (const follower of upTo(2010)) {
		const delivery = deliveryFrom(follower);
		holdForExecution(delivery);
		delivery.response.end(encodeReplies([textOf(`reply ${follower}`)]).body);
		yield;
	}
	const repeated = [0, 2009].map((follower) => deliveryFrom(follower));
	expect(repeated.map(attachRepeat)).toEqual([false, true]);
	expect(repeated.map(repliesOf)).toEqual([[], [expect.stringContaining('reply 2009')]]);
	clock.mockReturnValue(NOW + 15_000);
	expect(attachRepeat(deliveryFrom(2009))).toBe(false);
	await turn();
}

/** What is kept while people wait for an answer. */
export const conversationStores: Readonly<Record<string, Filling>> = {
	'followers whose answer is on its way': {
		most: { followers: 10_000, pushesOfOne: 20 },
		beyond: 'of more than 10000 busy followers the first counts as free',
		fill: fillBusyFollowers,
	},
	'pushes that are held through their deliveries': {
		most: { pushes: 5000 },
		beyond: 'beyond 5000 pushes there is no room, and who collects gets at once what is kept',
		fill: fillHeldPushes,
	},
	'replies that WeChat may not have got': {
		most: { replies: 2000 },
		beyond: 'of more than 2000 replies the first is not said again, and none after 15 s',
		fill: fillSaid,
	},
	'late answers that followers collect': {
		most: { accounts: 200, followersOfOne: 1000, charactersOfOne: 4_000_000 },
		beyond: 'of more replies, followers, characters or accounts the first are dropped',
		fill: fillLateReplies,
	},
	'log lines on replies that came too late': {
		most: { lines: 1000 },
		beyond: 'of more than 1000 lines the first is written again within its minute',
		fill: fillLateLines,
	},
};
