import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { isRecord } from '../../../../core/json/isRecord';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { MATERIAL_MODES } from '../../fields/files';
import { locatorModes } from '../../fields/locatorModes';
import type { Field } from '../../operation';
import { BUTTON_NEEDS, readMenu } from './menuButtons';

const SUB_MENU = 'sub_menu';

const ACTIONS: INodePropertyOptions[] = [
	{
		name: 'Choose From Album (微信相册发图)',
		value: 'pic_weixin',
		description: 'The follower sends pictures from the album; the WeChat Trigger gets how many',
	},
	{
		name: 'Choose Location (发送位置)',
		value: 'location_select',
		description: 'The follower sends a place; the WeChat Trigger gets it',
	},
	{
		name: 'Click (点击推事件)',
		value: 'click',
		description: 'The WeChat Trigger gets the key, and the workflow answers',
	},
	{
		name: 'Open Article (跳转图文消息)',
		value: 'article_view_limited',
		description: 'A published article opens',
	},
	{
		name: 'Open Mini Program (跳转小程序)',
		value: 'miniprogram',
		description: 'A page of a mini program that is linked to the account opens',
	},
	{ name: 'Open Page (跳转链接)', value: 'view', description: 'A web page opens' },
	{
		name: 'Photo or Album (拍照或者相册发图)',
		value: 'pic_photo_or_album',
		description: 'The follower takes a photo or chooses one',
	},
	{
		name: 'Scan and Open (扫码推事件)',
		value: 'scancode_push',
		description: 'The follower scans a code and the phone opens it; the WeChat Trigger gets it too',
	},
	{
		name: 'Scan and Wait (扫码带提示)',
		value: 'scancode_waitmsg',
		description: 'The follower scans a code and waits for the answer of the workflow',
	},
	{
		name: 'Send Article (图文消息)',
		value: 'article_id',
		description: 'WeChat sends the card of a published article',
	},
	{
		name: 'Send Material (下发消息)',
		value: 'media_id',
		description: 'WeChat sends a permanent image, voice message or video',
	},
	{ name: 'Take Photo (系统拍照发图)', value: 'pic_sysphoto', description: 'The follower takes a photo' },
];

/** The buttons of a menu, one form per kind of button. */
export const menuButtons: Field<'menuButtons', 'fixedCollection'> = {
	displayName: 'Buttons',
	name: 'menuButtons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Button',
	default: {},
	description:
		'Up to 3 buttons at the bottom of the conversation (自定义菜单), each with up to 5 in a sub-menu',
	options: [
		{
			displayName: 'Button',
			name: 'button',
			values: [
				...buttonFields('Up to 16 bytes: 5 Chinese characters, or 16 letters', [
					...ACTIONS,
					{
						name: 'Sub-Menu (二级菜单)',
						value: SUB_MENU,
						description: 'The button opens a list of buttons',
					},
				]),
				{
					displayName: 'Sub-Buttons',
					name: 'subButtons',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true, sortable: true },
					displayOptions: { show: { type: [SUB_MENU] } },
					placeholder: 'Add Sub-Button',
					default: {},
					description: 'Up to 5 buttons, from top to bottom',
					options: [
						{
							displayName: 'Sub-Button',
							name: 'button',
							values: buttonFields('Up to 60 bytes: 20 Chinese characters, or 60 letters', ACTIONS),
						},
					],
				},
			],
		},
	],
};

/** A complete menu in WeChat's format. */
export const menuJson: Field<'menuJson', 'json'> = {
	displayName: 'Menu (JSON)',
	name: 'menuJson',
	type: 'json',
	typeOptions: { rows: 6 },
	default: '{}',
	description:
		'In place of Buttons: the menu as WeChat writes it, {"button": […]}, or the whole answer of Menu → Get or Get Current Menu, e.g. to copy the menu of another account',
};

/**
 * Reads the menu from the two fields of a form.
 *
 * @param params values of {@link menuButtons} and {@link menuJson}; one of them is empty
 * @returns the value of `button`
 * @throws InvalidInputError when both or neither are filled in, and as `readMenu` does
 */
export function menuOf(params: { menuButtons?: IDataObject; menuJson?: unknown }): IDataObject[] {
	const rows = rowsOf(params.menuButtons);
	const isJson = !isBlank(params.menuJson);
	if (rows.length > 0 && isJson) {
		throw new InvalidInputError(
			'Menu (JSON)',
			'is filled in as well as Buttons, but only one of them can be the menu',
			'Remove the buttons, or set Menu (JSON) to {}.',
		);
	}
	if (rows.length > 0) return readMenu('Buttons', { button: rows.map(buttonOf) });
	if (isJson) return readMenu(menuJson.displayName, params.menuJson);
	throw new InvalidInputError(
		'Buttons',
		'has no button',
		'Add up to 3 buttons, or enter a whole menu under Menu (JSON).',
	);
}

function buttonFields(nameRule: string, types: INodePropertyOptions[]): INodeProperties[] {
	const shownFor = (property: string) => ({
		show: { type: Object.keys(BUTTON_NEEDS).filter((type) => BUTTON_NEEDS[type]?.includes(property)) },
	});
	return [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 帮助',
			description: nameRule,
		},
		{
			displayName: 'Action',
			name: 'type',
			type: 'options',
			options: types,
			default: 'click',
			description: 'What happens when a follower taps the button',
		},
		{
			displayName: 'Key',
			name: 'key',
			type: 'string',
			displayOptions: shownFor('key'),
			default: '',
			placeholder: 'e.g. HELP',
			description: 'Comes to the WeChat Trigger as EventKey; up to 128 bytes',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			displayOptions: shownFor('url'),
			default: '',
			placeholder: 'e.g. https://www.example.com/',
			description: 'Page that opens; for a mini program the one that opens on phones too old for it',
		},
		{
			displayName: 'Mini Program AppID',
			name: 'appid',
			type: 'string',
			displayOptions: shownFor('appid'),
			default: '',
			placeholder: 'e.g. wx0123456789abcdef',
			description: 'AppID of the mini program',
		},
		{
			displayName: 'Mini Program Page',
			name: 'pagepath',
			type: 'string',
			displayOptions: shownFor('pagepath'),
			default: '',
			placeholder: 'e.g. pages/index/index',
			description: 'Path of the page, with parameters',
		},
		{
			displayName: 'Media ID',
			name: 'media_id',
			type: 'resourceLocator',
			displayOptions: shownFor('media_id'),
			default: { mode: 'list', value: '' },
			modes: MATERIAL_MODES.any,
			description: 'Permanent image, voice message or video (永久素材)',
		},
		{
			displayName: 'Article',
			name: 'article_id',
			type: 'resourceLocator',
			displayOptions: shownFor('article_id'),
			default: { mode: 'list', value: '' },
			modes: locatorModes('article', 'searchArticles', 'oJ5xK8y2z0AbCdEfGhIjKlMnOpQr'),
			description: 'A published article (已发布图文)',
		},
	];
}

/** Converts a row of the form into a button in WeChat's format. */
function buttonOf({ name, type, subButtons, ...values }: IDataObject): IDataObject {
	if (type === SUB_MENU) return { name, sub_button: rowsOf(subButtons).map(buttonOf) };
	const needs = BUTTON_NEEDS[String(type)] ?? [];
	return { type, name, ...Object.fromEntries(needs.map((property) => [property, values[property]])) };
}

function rowsOf(collection: unknown): IDataObject[] {
	const { button = [] } = isRecord(collection) ? collection : {};
	return Array.isArray(button) ? button.filter(isRecord).map((row) => ({ ...row }) as IDataObject) : [];
}

function isBlank(json: unknown): boolean {
	if (typeof json === 'string') return /^\s*(?:\{\s*\})?\s*$/.test(json);
	return json === undefined || json === null || (isRecord(json) && Object.keys(json).length === 0);
}
