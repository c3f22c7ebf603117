import { InputRefused } from '../../../core/errors/WechatErrors';
import { readMenu } from '../../../nodes/Wechat/checks/menuRules';
import { carryOut } from '../support/carryOut';
import { findOperation } from '../support/findOperation';
import { stubItem } from '../support/stubItem';

const click = { type: 'click', name: 'Help', key: 'HELP' };
const sub = (count: number, child: object = click) => [
	{ name: 'More', sub_button: Array.from({ length: count }, () => child) },
];
const check = (button: unknown) => () => readMenu('Menu (JSON)', { button });

test.each([
	['one button', [click]],
	['three buttons', [click, click, click]],
	['five sub-buttons', sub(5)],
	['an empty sub_button as menu/get prints it', [{ ...click, sub_button: [] }]],
	['a top name of exactly 16 bytes', [{ ...click, name: '今日歌曲a123' }]],
	['a mini-program', [{ type: 'miniprogram', name: 'A', url: 'http://a/', appid: 'wx1', pagepath: 'p' }]],
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
	expect(check(buttons)).toThrow(InputRefused);
	expect(check(buttons)).toThrow(message);
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
	await expect(carryOut(create, stubItem(call, create.sample), { menuJson })).rejects.toThrow(message);
});

test('menu → createConditional wants a condition', async () => {
	const create = findOperation('menu', 'createConditional');
	const call = async () => {
		throw new Error('a call was made');
	};
	const params = { ...create.sample.params, matchTagId: '', platform: '' };
	await expect(carryOut(create, stubItem(call, create.sample), params)).rejects.toThrow(
		'Tag ID: is empty, and Phone is Any',
	);
});
