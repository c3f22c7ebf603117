import { outputFile } from '../../fields/files';
import { qrCodeImage } from './qrCodeImage';
import { fileItem } from '../../../shared/binaryFiles';
import { bestEffort } from '../../../shared/bestEffort';
import { defineOperation } from '../../operation';
import { toItems } from '../../../shared/answerItems';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { sceneOfKey } from '../../../../core/push/sceneOfKey';
import { trimText } from '../../../../core/text/visibleText';
import { required, withinCharacters } from '../../../shared/textLimits';
import { wholeNumber } from '../../../shared/typedValues';

/** Creates a QR code with a scene. */
export const createQrCode = defineOperation({
	option: {
		name: 'Create',
		value: 'create',
		chinese: '生成带参数的二维码',
		action: 'Create QR code',
		description:
			'Create a QR code that opens the account and tells the WeChat Trigger which code was scanned (带参数二维码)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodes/api_createqrcode.html',
	effect: 'write',
	parallel: true,
	account: 'certified service account or test account',
	fields: [
		{
			displayName: 'Lifetime',
			name: 'lifetime',
			type: 'options',
			options: [
				{ name: 'Permanent', value: 'permanent', description: 'An account can have 100,000 of them' },
				{ name: 'Temporary', value: 'temporary', description: 'Up to 30 days' },
			],
			default: 'temporary',
			description: 'How long the code can be scanned',
		},
		{
			displayName: 'Expires After (Seconds)',
			name: 'expireSeconds',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 2592000 },
			displayOptions: { show: { lifetime: ['temporary'] } },
			default: 604800,
			description: 'Up to 2592000, which is 30 days',
		},
		{
			displayName: 'Scene Type',
			name: 'sceneType',
			type: 'options',
			options: [
				{ name: 'Number', value: 'number', description: 'From 1; a permanent code up to 100000' },
				{ name: 'Text', value: 'text', description: '1 to 64 characters' },
			],
			default: 'text',
			description: 'What the code carries',
		},
		{
			displayName: 'Scene',
			name: 'scene',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. poster-7',
			description:
				'Comes back in EventKey when the code is scanned; when somebody follows through it, as qrscene_poster-7. The prefix qrscene_ of such an EventKey is left out here.',
		},
		{
			displayName: 'Download Image',
			name: 'downloadImage',
			type: 'boolean',
			default: false,
			description:
				'Whether to put the picture of the code into the output too. If that fails, image.problem says why, and the output still has the code.',
		},
		{ ...outputFile, displayOptions: { show: { downloadImage: [true] } } },
	],
	run: async (params, item) => {
		const permanent = params.lifetime === 'permanent';
		const { action, scene } = sceneOf(params.sceneType, params.scene, permanent);
		const answer = await item.connection.call(
			{
				method: 'POST',
				path: '/cgi-bin/qrcode/create',
				body: {
					expire_seconds: permanent ? undefined : params.expireSeconds,
					action_name: action,
					action_info: { scene },
				},
			},
			{ effect: 'write', promised: ['ticket'] },
		);
		const items = toItems(answer, { kind: 'one' });
		const json = items[0]?.json ?? {};
		if (!params.downloadImage || typeof json.ticket !== 'string') return items;
		const { ticket } = json;
		return [
			await bestEffort(
				item,
				async () => await fileItem(item, params.outputField, await qrCodeImage(item, ticket), json),
				// The code exists already, and without its ticket the user could only create another one.
				(image) => ({ json: { ...json, image } }),
			),
		];
	},
	hints: {
		40129:
			'WeChat does not accept this scene. Enter 1 to 64 characters under Scene, or a number from 1 (permanent: up to 100000).',
		45029: 'The account has 100,000 permanent codes, which is the limit. Choose Temporary under Lifetime.',
	},
	sample: {
		params: {
			lifetime: 'temporary',
			expireSeconds: 604800,
			sceneType: 'text',
			scene: 'poster-1',
			downloadImage: false,
			outputField: 'data',
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/qrcode/create',
			body: {
				expire_seconds: 604800,
				action_name: 'QR_STR_SCENE',
				action_info: { scene: { scene_str: 'poster-1' } },
			},
		},
		response: {
			ticket: 'gQSAMPLEticket000000000000000000000000000001',
			expire_seconds: 604800,
			url: 'http://weixin.qq.com/q/sample1',
		},
	},
});

const MAX_CHARACTERS = 64;
const MAX_TEMPORARY_NUMBER = 2 ** 32 - 1;
const MAX_PERMANENT_NUMBER = 100_000;

/**
 * Checks the scene of a QR code.
 *
 * @param type `text` or `number`
 * @param value the scene
 * @param permanent whether the code never expires
 * @returns `action_name` and `scene` of the request
 * @throws InvalidInputError naming the limit
 * @see https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodes/api_createqrcode.html
 * @internal
 */
export function sceneOf(
	type: string,
	value: unknown,
	permanent: boolean,
): { action: string; scene: { scene_id: number } | { scene_str: string } } {
	const entered = trimText(required('Scene', value));
	// A scene copied from a follow event has a prefix, which WeChat adds itself.
	const text = sceneOfKey(entered) ?? entered;
	if (type === 'number') {
		const max = permanent ? MAX_PERMANENT_NUMBER : MAX_TEMPORARY_NUMBER;
		return {
			action: permanent ? 'QR_LIMIT_SCENE' : 'QR_SCENE',
			scene: { scene_id: wholeNumber('Scene', text, 1, max) },
		};
	}
	if (type !== 'text')
		throw new InvalidInputError('Scene Type', 'is neither Text nor Number', 'Choose one of the two.');
	return {
		action: permanent ? 'QR_LIMIT_STR_SCENE' : 'QR_STR_SCENE',
		scene: { scene_str: withinCharacters('Scene', oneLine(text), MAX_CHARACTERS) },
	};
}

function oneLine(text: string): string {
	if (!/\p{Cc}/u.test(text)) return text;
	throw new InvalidInputError('Scene', 'holds line breaks or control characters', 'Remove them.');
}
