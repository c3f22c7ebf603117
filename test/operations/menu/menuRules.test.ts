import { problemsOf } from '../../../core/errors/readAll';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import type { INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { BUTTON_NEEDS, readMenu } from '../../../nodes/Wechat/resources/menu/menuButtons';
import { menuButtons, menuOf } from '../../../nodes/Wechat/resources/menu/menuFields';
import { executeOperation } from '../support/executeOperation';
import { findOperation } from '../support/findOperation';
import { stubItem } from '../support/stubItem';

const click = { type: 'click', name: 'Help', key: 'HELP' };
const sub = (count: number, child: object = click) => [
	{ name: 'More', sub_button: Array.from({ length: count }, () => child) },
];
const thrownBy = (work: () => unknown) => {
	try {
		work();
	} catch (error) {
		if (error instanceof InvalidInputError) return problemsOf(error);
	}
	throw new Error('nothing was refused');
};
const check = (button: unknown) => () => readMenu('Menu (JSON)', { button });

test.each([
	['one button', [click]],
	['three buttons', [click, click, click]],
	['five sub-buttons', sub(5)],
	['an empty sub_button as menu/get prints it', [{ ...click, sub_button: [] }]],
	['a top name of exactly 16 bytes', [{ ...click, name: '今日歌曲a123' }]],
	[
		'a mini-program',
		[{ type: 'miniprogram', name: 'A', url: 'http://a/', appid: 'wx0123456789abcdef', pagepath: 'p' }],
	],
])('readMenu accepts %s', (_name, buttons) => {
	expect(check(buttons)).not.toThrow();
});

test('readMenu takes the default menu out of the answer of menu/get', () => {
	const answer = { menu: { button: [click], menuid: 1 }, conditionalmenu: [] };
	expect(readMenu('Menu (JSON)', answer)).toEqual([click]);
	expect(readMenu('Menu (JSON)', JSON.stringify(answer))).toEqual([click]);
});

test.each([
	['nothing', undefined, 'Menu (JSON): needs a list of buttons under "button"'],
	['no button', [], 'Menu (JSON): has 0 top buttons; 1 to 3 are possible'],
	['four buttons', [click, click, click, click], 'Menu (JSON): has 4 top buttons; 1 to 3 are possible'],
	['six sub-buttons', sub(6), 'Menu (JSON), button 1: has 6 sub-buttons; up to 5 are possible'],
	['a missing name', [{ type: 'click', key: 'K' }], 'Menu (JSON), button 1, name: is empty'],
	[
		'a top name of 17 bytes',
		[{ ...click, name: '今日歌曲a1234' }],
		'Menu (JSON), button 1, name: has 17 bytes, the limit is 16',
	],
	[
		'a sub name of 61 bytes',
		sub(1, { ...click, name: 'x'.repeat(61) }),
		'Menu (JSON), button 1, sub-button 1, name: has 61 bytes, the limit is 60',
	],
	['a click without key', [{ type: 'click', name: 'A' }], 'Menu (JSON), button 1, key: is empty'],
	['a view without url', [{ type: 'view', name: 'A' }], 'Menu (JSON), button 1, url: is empty'],
	[
		'a long key',
		[{ ...click, key: 'k'.repeat(129) }],
		'Menu (JSON), button 1, key: has 129 bytes, the limit is 128',
	],
	['an unknown type', [{ type: 'toString', name: 'A' }], 'Menu (JSON), button 1: has the type "toString"'],
	['text for a button', ['A'], 'Menu (JSON): needs a list of buttons under "button"'],
])('readMenu refuses %s', (_name, buttons, message) => {
	expect(check(buttons)).toThrow(InvalidInputError);
	expect(check(buttons)).toThrow(message);
});

test('readMenu names every wrong button at once', () => {
	const buttons = [
		{ type: 'view', name: '', url: 'example.com' },
		{
			name: 'More',
			sub_button: [click, { type: 'VIEW', name: 'x'.repeat(61) }, { type: 'media_id', name: 'A' }],
		},
		{ type: 'miniprogram', name: 'B', url: 'https://a/', appid: 'gh_1', pagepath: ' ' },
		click,
	];
	expect(thrownBy(check(buttons)).map(({ field }) => field)).toEqual([
		'Menu (JSON)',
		'Menu (JSON), button 1, name',
		'Menu (JSON), button 1, url',
		'Menu (JSON), button 2, sub-button 2, name',
		'Menu (JSON), button 2, sub-button 2',
		'Menu (JSON), button 2, sub-button 3, media_id',
		'Menu (JSON), button 3, appid',
		'Menu (JSON), button 3, pagepath',
	]);
});

test('readMenu gives addresses, ids and pages in the form that WeChat knows', () => {
	const buttons = [
		{ type: 'view', name: 'A', url: ' https://example.com/商品?a=1' },
		{
			name: 'B',
			sub_button: [
				{
					type: 'miniprogram',
					name: 'C',
					url: 'https://a',
					appid: 'WX0123456789ABCDEF',
					pagepath: '/p/i?n=1',
				},
				{ type: 'media_id', name: 'D', media_id: 'M1\u200b', extra: 1 },
			],
		},
	];
	expect(readMenu('Menu (JSON)', { button: buttons })).toEqual([
		{ type: 'view', name: 'A', url: 'https://example.com/%E5%95%86%E5%93%81?a=1' },
		{
			name: 'B',
			sub_button: [
				{
					type: 'miniprogram',
					name: 'C',
					url: 'https://a/',
					appid: 'wx0123456789abcdef',
					pagepath: 'p/i?n=1',
				},
				{ type: 'media_id', name: 'D', media_id: 'M1', extra: 1 },
			],
		},
	]);
});

test('readMenu takes the answer of Get Current Menu', () => {
	const answer = {
		is_menu_open: 1,
		selfmenu_info: {
			button: [
				click,
				{
					name: 'More',
					sub_button: {
						list: [
							{ type: 'view', name: 'Shop', url: 'https://example.com/' },
							{ type: 'media_id', name: 'Picture', value: 'M1' },
							{ type: 'article_id', name: 'News', value: 'A1' },
						],
					},
				},
			],
		},
	};
	expect(readMenu('Menu (JSON)', answer)).toEqual([
		click,
		{
			name: 'More',
			sub_button: [
				{ type: 'view', name: 'Shop', url: 'https://example.com/' },
				{ type: 'media_id', name: 'Picture', media_id: 'M1' },
				{ type: 'article_id', name: 'News', article_id: 'A1' },
			],
		},
	]);
});

test('readMenu names the buttons of the console that the API cannot make', () => {
	const button = [{ type: 'text', name: 'Hello', value: 'Hi' }, click];
	expect(() => readMenu('Menu (JSON)', { selfmenu_info: { button } })).toThrow(
		'Menu (JSON), button 1: is of the kind "text", which only the console can make',
	);
});

const row = { name: 'Help', type: 'click', key: 'HELP' };

test('the form makes the same menu as its JSON, with the properties of the chosen action only', () => {
	const subButtons = {
		button: [{ name: 'Shop', type: 'view', url: 'https://example.com/', key: 'left over' }],
	};
	const rows = [
		{ ...row, url: 'left over' },
		{ name: 'More', type: 'sub_menu', key: '', subButtons },
	];
	expect(menuOf({ menuButtons: { button: rows }, menuJson: '{}' })).toEqual([
		{ type: 'click', name: 'Help', key: 'HELP' },
		{ name: 'More', sub_button: [{ type: 'view', name: 'Shop', url: 'https://example.com/' }] },
	]);
});

test.each<[string, Parameters<typeof menuOf>[0], string]>([
	['nothing', { menuButtons: {}, menuJson: ' { } ' }, 'Buttons: has no button'],
	['nothing at all', {}, 'Buttons: has no button'],
	['both', { menuButtons: { button: [row] }, menuJson: { button: [click] } }, 'as well as Buttons'],
	[
		'four buttons',
		{ menuButtons: { button: [row, row, row, row] } },
		'Buttons: has 4 top buttons; 1 to 3 are possible',
	],
	[
		'a sub-menu without buttons',
		{ menuButtons: { button: [{ name: 'More', type: 'sub_menu', subButtons: {} }] } },
		'Buttons, button 1: has no sub-buttons; 1 to 5 are possible',
	],
	[
		'a button without key',
		{ menuButtons: { button: [{ ...row, key: '' }] } },
		'Buttons, button 1, key: is empty',
	],
])('the form refuses %s', (_name, params, message) => {
	expect(() => menuOf(params)).toThrow(message);
});

test('every action of the form is one that WeChat knows', () => {
	const [button] = menuButtons.options as INodePropertyCollection[];
	const types = (button?.values.find(({ name }) => name === 'type')?.options ?? []) as INodePropertyOptions[];
	const unknown = types.map(({ value }) => String(value)).filter((type) => !(type in BUTTON_NEEDS));
	expect(unknown).toEqual(['sub_menu']);
});

test.each([
	['{"button": [', /^Menu \(JSON\): is not valid JSON/],
	['[]', /^Menu \(JSON\): is not a JSON object/],
	['"text"', /^Menu \(JSON\): is not a JSON object/],
])('menu → create refuses %s before any call', async (menuJson, message) => {
	const create = findOperation('menu', 'create');
	const call = async () => {
		throw new Error('a call was made');
	};
	await expect(executeOperation(create, stubItem(call, create.sample), { menuJson })).rejects.toThrow(
		message,
	);
});

test('menu → createConditional wants a condition', async () => {
	const create = findOperation('menu', 'createConditional');
	const call = async () => {
		throw new Error('a call was made');
	};
	const params = { ...create.sample.params, matchTagId: '', platform: '' };
	await expect(executeOperation(create, stubItem(call, create.sample), params)).rejects.toThrow(
		'Tag: is empty, and Phone is Any',
	);
});
