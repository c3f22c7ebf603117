import { ControlError } from '../../ControlError';
import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import { findAccount } from '../../state/findAccount';
import type { World } from '../../World';
import { OK } from '../answerOk';

const MAX_OPENIDS = 100;

interface Migrations {
	/** For the appid of each account that was merged into this one: its openids and their new ones. */
	byOldAppid: Map<string, Map<string, string>>;
}

const migrationsOf = accountSlot<Migrations>('migrations', () => ({ byOldAppid: new Map() }));

/**
 * Moves the followers of one account to another, as an approved account migration does: they get new openids there, keep
 * their unionid, and leave the old account without a push.
 *
 * @param input appids of both accounts
 * @returns how many people moved
 * @throws ControlError when one of the accounts does not exist or both are the same
 */
export function migrateFollowers(
	world: World,
	{ fromAppid, toAppid }: { fromAppid: string; toAppid: string },
): { moved: number } {
	if (fromAppid === toAppid) throw new ControlError('toAppid: must be another account than fromAppid');
	const from = findAccount(world.store, fromAppid);
	const to = findAccount(world.store, toAppid);
	const { byOldAppid } = migrationsOf(to);
	const moved = byOldAppid.get(fromAppid) ?? new Map<string, string>();
	byOldAppid.set(fromAppid, moved);
	const leaving = [...from.followers.values()].filter(({ subscribed }) => subscribed);
	for (const follower of leaving) {
		const openid = world.ids.openid();
		moved.set(follower.openid, openid);
		to.followers.set(openid, {
			...follower,
			openid,
			subscribeTime: world.clock.nowSeconds(),
			subscribeScene: 'ADD_SCENE_ACCOUNT_MIGRATION',
			remark: '',
			tagIds: [],
			refusedTemplates: [],
		});
		follower.subscribed = false;
	}
	return { moved: leaving.length };
}

/**
 * `changeopenid`, called by the new account.
 *
 * @throws ApiError 63178 appid unknown, 63183 no migration from it, 63182 empty list, 63179 more than 100
 */
export function convertOpenids(
	world: World,
	account: Account,
	json: Readonly<Record<string, unknown>>,
): JsonObject {
	const { from_appid: oldAppid, openid_list: list } = json;
	if (typeof oldAppid !== 'string' || !world.store.accounts.has(oldAppid)) throw new ApiError(63178);
	const moved = migrationsOf(account).byOldAppid.get(oldAppid);
	if (!moved) throw new ApiError(63183);
	if (!Array.isArray(list) || list.length === 0) throw new ApiError(63182);
	if (list.length > MAX_OPENIDS) throw new ApiError(63179);
	const result_list = list.map((openid: unknown) => {
		const ori_openid = String(openid);
		const new_openid = moved.get(ori_openid);
		return new_openid
			? { ori_openid, new_openid, err_msg: 'ok' }
			: { ori_openid, err_msg: 'ori_openid error' };
	});
	return { ...OK, result_list };
}
