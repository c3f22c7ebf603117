import type { IDataObject } from 'n8n-workflow';
import { listOf } from '../../../shared/answerItems';
import { DESK_HINTS } from './agent';
import { defineOperation } from '../../operation';

/** Gets the followers who wait for an agent. */
export const getWaitingUsers = defineOperation({
	option: {
		name: 'Get Many Waiting Users',
		value: 'getWaiting',
		chinese: '获取未接入会话列表',
		action: 'Get many waiting users',
		description:
			'List the followers who wait for an agent, up to 100; count in each item is how many wait in all',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/messctrl/api_getwaitcase.html',
	effect: 'read',
	account: 'certified',
	fields: [],
	run: async (_params, { connection }) => {
		const answer = await connection.call(
			{ method: 'GET', path: '/customservice/kfsession/getwaitcase' },
			{ effect: 'read' },
		);
		const count = answer.kind === 'json' ? answer.data.count : undefined;
		return listOf(answer, 'waitcaselist').map((row) => ({
			json: { ...(row as IDataObject), count } as IDataObject,
		}));
	},
	hints: DESK_HINTS,
	sample: {
		params: {},
		request: { method: 'GET', path: '/customservice/kfsession/getwaitcase' },
		response: {
			count: 150,
			waitcaselist: [{ openid: 'oSAMPLE000000000000000000001', latest_time: 1760000000 }],
		},
	},
});
