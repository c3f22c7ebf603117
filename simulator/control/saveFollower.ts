import type { z } from 'zod';
import { eventContent } from '../push/buildContent';
import type { PushContent } from '../push/PushContent';
import type { Account, Follower } from '../state/Account';
import { ControlError } from '../ControlError';
import { findAccount } from '../state/findAccount';
import { newFollower } from '../state/newFollower';
import type { World } from '../World';
import type { followerInput } from './inputs';

/** A changed person, and the event that informs the account's server. */
export interface SavedFollower {
	account: Account;
	follower: Follower;
	/** Null when the person neither followed nor unfollowed; otherwise still to be applied and pushed. */
	event: PushContent | null;
}

/**
 * Creates a person in an account, or changes one.
 *
 * @throws ControlError when the account is ambiguous, or a QR code is given without following
 */
export function saveFollower(world: World, input: z.output<typeof followerInput>): SavedFollower {
	const { appid, openid = world.ids.openid(), follow, qr } = input;
	if (qr && follow !== true) throw new ControlError('qr: only together with follow: true');
	const account = findAccount(world.store, appid);
	const known = account.followers.get(openid);
	const follower = known ?? newFollower({ openid, unionid: world.ids.unionid() });
	account.followers.set(openid, follower);
	alter(follower, input);
	if (follow === undefined || follow === follower.subscribed) return { account, follower, event: null };
	const fields = qr ? { EventKey: `qrscene_${qr.scene}`, Ticket: qr.ticket } : { EventKey: '' };
	const event = eventContent(world, account, openid, follow ? 'subscribe' : 'unsubscribe', fields);
	return { account, follower, event };
}

function alter(follower: Follower, input: z.output<typeof followerInput>): void {
	const { unionid, nickname, headimgurl, subscribeScene, remark, tagIds } = input;
	const { blacklisted, refusedTemplates, reception } = input;
	const settings = {
		unionid,
		nickname,
		headimgurl,
		subscribeScene,
		remark,
		tagIds,
		blacklisted,
		refusedTemplates,
		reception,
	};
	const given = Object.entries(settings).filter(([, value]) => value !== undefined);
	Object.assign(follower, Object.fromEntries(given));
}

/** Applies a subscribe or unsubscribe event to the person; other content changes nothing. */
export function applyFollow(world: World, follower: Follower, { tree }: PushContent): void {
	if (tree.Event === 'unsubscribe') {
		follower.subscribed = false;
		follower.tagIds = [];
		follower.remark = '';
	}
	if (tree.Event !== 'subscribe') return;
	follower.subscribed = true;
	follower.subscribeTime = world.clock.nowSeconds();
	const scene = typeof tree.EventKey === 'string' ? /^qrscene_(.+)$/.exec(tree.EventKey)?.[1] : undefined;
	if (scene === undefined) return;
	follower.subscribeScene = 'ADD_SCENE_QR_CODE';
	follower.qrScene = /^\d+$/.test(scene) ? Number(scene) : 0;
	follower.qrSceneStr = /^\d+$/.test(scene) ? '' : scene;
}
