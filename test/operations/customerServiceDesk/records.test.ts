import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../../core/api/wire';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { executeOperation } from '../support/executeOperation';
import { findOperation } from '../support/findOperation';
import { stubItem } from '../support/stubItem';

interface Asked {
	starttime: number;
	endtime: number;
	msgid: number;
	number: number;
}

const operation = findOperation('customerServiceDesk', 'getRecords');
const row = (number: number) => ({
	openid: 'o1',
	opercode: 2003,
	text: `t${number}`,
	time: number,
	worker: 'a@b',
});
const seconds = (text: string) => Date.parse(text) / 1000;

/** Reads records; the stub's workflow is in Shanghai. */
async function read(change: IDataObject, answer: (asked: Asked, call: number) => IDataObject) {
	const asked: Asked[] = [];
	const call = async ({ body }: ApiRequest) => {
		asked.push(body as unknown as Asked);
		return { kind: 'json' as const, data: answer(asked.at(-1) as Asked, asked.length - 1) };
	};
	const params = { ...operation.sample.params, ...change };
	let error: unknown;
	const items = await executeOperation(operation, stubItem(call, operation.sample), params).catch(
		(thrown: unknown) => {
			error = thrown;
			return [];
		},
	);
	return { asked, rows: items.map(({ json }) => json), error };
}

const NOTHING = { recordlist: [], number: 0, msgid: 0 };

test('a range of three days is asked for day by day, without a second twice', async () => {
	const times = { startTime: '2026-01-01T09:00:00', endTime: '2026-01-03T18:00:00' };
	const { asked } = await read(times, () => NOTHING);
	expect(asked.map(({ starttime, endtime }) => [starttime, endtime])).toEqual([
		[seconds('2026-01-01T01:00:00Z'), seconds('2026-01-02T00:59:59Z')],
		[seconds('2026-01-02T01:00:00Z'), seconds('2026-01-03T00:59:59Z')],
		[seconds('2026-01-03T01:00:00Z'), seconds('2026-01-03T10:00:00Z')],
	]);
});

test('a full page is followed by the next one, and the row at the seam is given once', async () => {
	const first = Array.from({ length: 10_000 }, (_, index) => row(index));
	const { asked, rows } = await read({ returnAll: true }, (_asked, call) =>
		call === 0
			? { recordlist: first, number: 10_000, msgid: '20165267' }
			: { recordlist: [row(9999), row(10_000)], number: 2, msgid: '20165268' },
	);
	expect(asked.map(({ msgid }) => msgid)).toEqual([1, 20165267]);
	expect(rows).toEqual([...first, row(10_000)]);
});

test('no more rows are asked for than wanted', async () => {
	const { asked, rows } = await read({ returnAll: false, limit: 2 }, () => ({
		recordlist: [row(1), row(2)],
		number: 2,
		msgid: '7',
	}));
	expect(asked.map(({ number }) => number)).toEqual([2]);
	expect(rows).toHaveLength(2);
});

test.each([
	[{ startTime: '2026-01-02', endTime: '2026-01-01' }, 'To is not later than From'],
	[{ startTime: '2026-01-01', endTime: '2031-01-01' }, 'To is in the future'],
	[{ startTime: 'soon', endTime: '2026-01-01' }, 'From is not a date and time'],
	[{ startTime: '', endTime: '2026-01-01' }, 'From is empty'],
	[
		{ startTime: '2024-01-01', endTime: '2026-01-01' },
		'From would need 732 calls to reach To, the limit is 400',
	],
])('%j is refused before any call', async (times, refusal) => {
	const { asked, error } = await read(times, () => NOTHING);
	expect(asked).toEqual([]);
	expect(error).toBeInstanceOf(InvalidInputError);
	const { field, rule } = error as InvalidInputError;
	expect(`${field} ${rule}`).toBe(refusal);
});
