import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../transport/connectAccount';
import { askQuota } from './askQuota';

/** How many recipients a run may write to. */
export interface Allowance {
	/** What WeChat says about the daily quota, where it does. */
	quota: IDataObject | undefined;
	/** How many calls are left today, where WeChat says so. */
	remain: number | undefined;
	/** Infinity for no limit. */
	most: number;
	/** What sets it. */
	limit: 'limit' | 'dailyQuota';
}

/**
 * Determines how many recipients a run may write to today.
 *
 * @param connection the account
 * @param path of the API that sends the message
 * @param options `maxRecipients` (0 for all) and `keepQuota`, the number of calls left for other uses
 * @param attempted how many recipients earlier tries of the same run have used up
 * @throws failures that concern the whole account, such as a refused token
 */
export async function readAllowance(
	connection: Connection,
	path: string,
	options: IDataObject,
	attempted: number,
): Promise<Allowance> {
	const maxRecipients = Number(options.maxRecipients ?? 0);
	const keepQuota = Number(options.keepQuota ?? 0);
	const quota = await askQuota(connection, path);
	const remain = typeof quota?.remain === 'number' ? quota.remain : undefined;
	const left = remain === undefined ? Infinity : Math.max(0, remain - keepQuota);
	const most = maxRecipients > 0 ? Math.max(0, maxRecipients - attempted) : Infinity;
	return { quota, remain, most: Math.min(most, left), limit: left < most ? 'dailyQuota' : 'limit' };
}
