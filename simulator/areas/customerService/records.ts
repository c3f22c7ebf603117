import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import { addToRing, createRing, readRing } from '../../state/ring';

const KEPT = 20_000;
const MAX_ROWS = 10_000;
const MAX_SECONDS = 86_400;
const OPERATIONS = { sent: 2002, received: 2003 } as const;

/** One message between an agent and a customer. */
export interface DeskRecord {
	openid: string;
	worker: string;
	/** As the agent sees it. */
	direction: keyof typeof OPERATIONS;
	text: string;
	/** Unix seconds. */
	time: number;
}

const recordsOf = accountSlot('deskRecords', () => ({
	records: createRing<DeskRecord & { id: number }>(KEPT),
}));

/** Keeps a message. */
export function addRecord(account: Account, record: DeskRecord): void {
	const { records } = recordsOf(account);
	addToRing(records, { ...record, id: records.added + 1 });
}

/**
 * `msgrecord/getmsglist`: what agents and customers wrote, oldest first.
 *
 * @throws ApiError 65416 parameters, 65417 more than a day
 */
export function listRecords(
	account: Account,
	{ starttime, endtime, msgid, number }: Readonly<Record<string, unknown>>,
): JsonObject {
	const [start, end, first, rows] = [starttime, endtime, msgid, number].map(readWhole) as [
		number,
		number,
		number,
		number,
	];
	if (end < start || first < 1 || rows < 1 || rows > MAX_ROWS) throw new ApiError(65416);
	if (end - start > MAX_SECONDS) throw new ApiError(65417);
	const found = readRing(recordsOf(account).records)
		.filter(({ id, time }) => id >= first && time >= start && time <= end)
		.slice(0, rows);
	return {
		recordlist: found.map(({ openid, worker, direction, text, time }) => ({
			openid,
			opercode: OPERATIONS[direction],
			text,
			time,
			worker,
		})),
		number: found.length,
		msgid: (found.at(-1)?.id ?? first - 1) + 1,
	};
}

function readWhole(value: unknown): number {
	if (typeof value !== 'number' || !Number.isInteger(value)) throw new ApiError(65416);
	return value;
}
