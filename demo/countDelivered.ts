import { pollUntil } from '../host/pollUntil';
import type { Testbed } from './startTestbed';
import { STEP_TIMEOUT } from './succeed';

/** The number of template messages on phones of the local account's followers. */
export async function countDelivered({ simulator, account }: Testbed): Promise<number> {
	const { accounts } = await simulator.control.state();
	const templates = accounts.find(({ appid }) => appid === account.appid)?.areas.templates as {
		delivered: number;
	};
	return templates.delivered;
}

/**
 * Waits for a template message to reach a phone.
 *
 * @param before number of messages so far
 * @throws when there is none, or more than one
 */
export async function expectOneMore(testbed: Testbed, before: number): Promise<void> {
	const count = await pollUntil(
		'a template message on the phone',
		async () => {
			const now = await countDelivered(testbed);
			return now > before ? now : undefined;
		},
		STEP_TIMEOUT,
	);
	if (count !== before + 1) throw new Error(`${count - before} messages reached the phone instead of one`);
}
