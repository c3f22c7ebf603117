import { wholeNumber } from '../../../shared/typedValues';
import { defineOperation } from '../../operation';

const SLOWEST = 4;

/** Sets the sending speed of mass messages. */
export const setMassSpeed = defineOperation({
	option: {
		name: 'Set Speed',
		value: 'setSpeed',
		chinese: '设置群发速度',
		action: 'Set speed of mass messages',
		description:
			'Set how fast mass messages go out, for a website that could not handle all its readers in one minute; applies to the whole account',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/message/api_setspeed.html',
	effect: 'write',
	account: 'certified',
	fields: [
		{
			displayName: 'Speed',
			name: 'speed',
			type: 'options',
			options: [
				{ name: '100,000 a Minute', value: 4 },
				{ name: '300,000 a Minute', value: 3 },
				{ name: '450,000 a Minute', value: 2 },
				{ name: '600,000 a Minute', value: 1 },
				{ name: '800,000 a Minute', value: 0 },
			],
			default: 0,
			description: 'How many followers get the message per minute',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/message/mass/speed/set',
		body: { speed: wholeNumber('Speed', params.speed, 0, SLOWEST) },
	}),
	output: { kind: 'acknowledgement' },
	echo: ['speed'],
	sample: {
		params: { speed: 1 },
		request: { method: 'POST', path: '/cgi-bin/message/mass/speed/set', body: { speed: 1 } },
		response: { errcode: 0, errmsg: 'ok' },
	},
});
