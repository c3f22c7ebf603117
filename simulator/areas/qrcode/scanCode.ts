import { ControlError } from '../../ControlError';
import { eventContent } from '../../push/buildContent';
import type { Account, Follower } from '../../state/Account';
import type { World } from '../../World';
import { liveCode } from './createCode';
import { qrData } from './qrData';

/** The result of a scan. */
export type ScanResult = 'followed' | 'scanned' | 'expired';

/**
 * A person scans a parametric QR code: follows the account (subscribe with qrscene_), or sends it the scene when already following (SCAN).
 * An expired code does nothing.
 *
 * @param ticket or url of the code
 * @throws ControlError when the account has no such code
 */
export function scanCode(world: World, account: Account, follower: Follower, ticket: string): ScanResult {
	const data = qrData(account);
	const code = data.codes.get(ticket) ?? [...data.codes.values()].find(({ url }) => url === ticket);
	if (!code)
		throw new ControlError(
			`ticket: account ${account.appid} has no such QR code; make one with qrcode/create`,
		);
	if (!liveCode(data, code.ticket, world.clock.now())) return 'expired';
	const Ticket = code.ticket;
	const content = follower.subscribed
		? eventContent(world, account, follower.openid, 'SCAN', { EventKey: String(code.scene), Ticket })
		: eventContent(world, account, follower.openid, 'subscribe', {
				EventKey: `qrscene_${code.scene}`,
				Ticket,
			});
	const result = follower.subscribed ? 'scanned' : 'followed';
	world.act(account, follower, content);
	world.pushes.post(account, content);
	return result;
}
