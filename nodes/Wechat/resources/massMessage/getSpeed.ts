import { defineOperation } from '../../operation';

/** Gets the sending speed of mass messages. */
export const getMassSpeed = defineOperation({
	option: {
		name: 'Get Speed',
		value: 'getSpeed',
		chinese: '获取群发速度',
		action: 'Get speed of mass messages',
		description: 'Get how fast mass messages go out: the chosen step (speed) and what it means (realspeed)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/message/api_getspeed.html',
	effect: 'read',
	account: 'certified',
	fields: [],
	request: () => ({ method: 'POST', path: '/cgi-bin/message/mass/speed/get' }),
	output: { kind: 'one' },
	sample: {
		params: {},
		request: { method: 'POST', path: '/cgi-bin/message/mass/speed/get' },
		response: { speed: 3, realspeed: 30 },
	},
});
