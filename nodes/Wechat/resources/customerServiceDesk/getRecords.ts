import type { IDataObject } from 'n8n-workflow';
import { listOf } from '../../../shared/answerItems';
import { readNumericId } from '../../../shared/numericId';
import { withProgress } from '../../../shared/annotatedError';
import { limit, returnAll } from '../../fields/paging';
import { defineOperation } from '../../operation';
import { DESK_HINTS } from './agent';
import { endTime, readTimes, startTime, type TimeRange } from './times';

const PER_CALL = 10_000;
const FIRST = '1';

/** Gets the messages between agents and followers. */
export const getRecords = defineOperation({
	option: {
		name: 'Get Many Records',
		value: 'getRecords',
		chinese: '获取聊天记录',
		action: 'Get many customer service records',
		description:
			'List what agents and followers wrote to one another in a time range of any length: opercode 2002 is a message of the agent, 2003 one of the follower; pictures, voice messages and videos are only named, as [image], [voice] and [video] (获取聊天记录)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_getmsglist.html',
	effect: 'read',
	account: 'certified',
	fields: [startTime, endTime, returnAll, limit],
	run: async (params, { connection, timezone }) => {
		const parts = readTimes(params, timezone, connection.now());
		const wanted = params.returnAll ? Infinity : params.limit;
		const rows: IDataObject[] = [];
		const readPage = async (part: TimeRange, msgid: string) => {
			const number = Math.min(PER_CALL, wanted - rows.length);
			const body = { ...part, msgid: readNumericId('Records', msgid, 'WeChat'), number };
			const answer = await connection
				.call({ method: 'POST', path: '/customservice/msgrecord/getmsglist', body }, { effect: 'read' })
				.catch((error: unknown) => {
					throw rows.length === 0 ? error : withProgress(error, `${rows.length} records were read before`);
				});
			const page = listOf(answer, 'recordlist') as IDataObject[];
			const next = answer.kind === 'json' ? String(answer.data.msgid ?? '') : '';
			return { page, next: page.length < number || next === msgid ? '' : next };
		};
		for (const part of parts) {
			let before: IDataObject[] = [];
			for (let msgid = FIRST; msgid !== '' && rows.length < wanted;) {
				const { page, next } = await readPage(part, msgid);
				// WeChat does not say whether a page begins with the last rows of the page before it.
				rows.push(...page.slice(overlap(before, page)));
				before = page;
				msgid = next;
			}
		}
		return rows.slice(0, wanted).map((json) => ({ json }));
	},
	hints: {
		...DESK_HINTS,
		45009: 'Records may be requested 5000 times a day. Continue tomorrow, and ask for shorter times.',
		65416:
			'WeChat did not accept the time range. Correct From and To: both must be in the past, and From must be the earlier one.',
		65417: 'WeChat takes one day at a time. Choose From and To closer together.',
	},
	sample: {
		params: {
			startTime: '2026-01-01T00:00:00+08:00',
			endTime: '2026-01-01T12:00:00+08:00',
			returnAll: false,
			limit: 50,
		},
		request: {
			method: 'POST',
			path: '/customservice/msgrecord/getmsglist',
			body: { starttime: 1767196800, endtime: 1767240000, msgid: 1, number: 50 },
		},
		response: {
			recordlist: [
				{
					openid: 'oSAMPLE000000000000000000001',
					opercode: 2003,
					text: '你好',
					time: 1767200000,
					worker: 'anna@sample',
				},
			],
			number: 1,
			msgid: 20165267,
		},
	},
});

/** How many rows at the end of a page are repeated at the beginning of the next one. */
function overlap(before: readonly IDataObject[], page: readonly IDataObject[]): number {
	const [first] = page;
	const last = before.at(-1);
	return first && last && JSON.stringify(first) === JSON.stringify(last) ? 1 : 0;
}
