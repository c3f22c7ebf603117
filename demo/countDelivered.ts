import type { Stage } from './setStage';

/** How many template messages have reached phones of the local account's followers. */
export async function countDelivered({ simulator, account }: Stage): Promise<number> {
	const { accounts } = await simulator.control.state();
	const templates = accounts.find(({ appid }) => appid === account.appid)?.areas.templates as {
		delivered: number;
	};
	return templates.delivered;
}
