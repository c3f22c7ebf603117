import type { IDataObject } from 'n8n-workflow';
import { InputRefused } from '../../../core/errors/WechatErrors';
import { readObject } from './jsonObject';
import { required, withinBytes } from './textLimits';

const EXAMPLE = '{"button": [{"type": "click", "name": "Help", "key": "HELP"}]}';
const MAX_TOP = 3;
const MAX_SUB = 5;
const TOP_NAME_BYTES = 16;
const SUB_NAME_BYTES = 60;
const KEY_BYTES = 128;
const URL_BYTES = 1024;

/** What each button type needs beside `name`. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
	click: ['key'],
	view: ['url'],
	scancode_push: ['key'],
	scancode_waitmsg: ['key'],
	pic_sysphoto: ['key'],
	pic_photo_or_album: ['key'],
	pic_weixin: ['key'],
	location_select: ['key'],
	media_id: ['media_id'],
	view_limited: ['media_id'],
	article_id: ['article_id'],
	article_view_limited: ['article_id'],
	miniprogram: ['url', 'appid', 'pagepath'],
};

/**
 * Reads a custom menu and checks it before it replaces the present one.
 *
 * @param field the name of the field as the editor shows it
 * @param value JSON as text or object: `{ button: […] }`, or the whole answer of `menu/get`, whose default menu is meant
 * @returns the value of `button`
 * @throws InputRefused naming the button, the rule and the limit
 * @see https://developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu.html
 */
export function readMenu(field: string, value: unknown): IDataObject[] {
	const object = readObject(field, value, EXAMPLE);
	const { button } = object.menu === undefined ? object : readObject(field, object.menu, EXAMPLE);
	return checkMenu(field, button);
}

function checkMenu(field: string, buttons: unknown): IDataObject[] {
	const top = asButtons(field, buttons, 'button');
	if (top.length < 1 || top.length > MAX_TOP) {
		throw refuse(field, `has ${top.length} top buttons; 1 to ${MAX_TOP} are possible`);
	}
	top.forEach((button, index) => {
		const place = `${field}, button ${index + 1}`;
		const sub = button.sub_button === undefined ? [] : asButtons(place, button.sub_button, 'sub_button');
		checkName(place, button, TOP_NAME_BYTES);
		if (sub.length === 0) checkAction(place, button);
		if (sub.length > MAX_SUB)
			throw refuse(place, `has ${sub.length} sub-buttons; up to ${MAX_SUB} are possible`);
		sub.forEach((child, childIndex) => {
			const childPlace = `${place}, sub-button ${childIndex + 1}`;
			checkName(childPlace, child, SUB_NAME_BYTES);
			checkAction(childPlace, child);
		});
	});
	return top;
}

function checkName(place: string, button: IDataObject, maxBytes: number): void {
	withinBytes(`${place}, name`, required(`${place}, name`, button.name), maxBytes);
}

function checkAction(place: string, button: IDataObject): void {
	const type = String(button.type ?? '');
	const needs = Object.hasOwn(NEEDS, type) ? NEEDS[type] : undefined;
	if (!needs) throw refuse(place, `has the type "${type}"; possible are ${Object.keys(NEEDS).join(', ')}`);
	for (const property of needs) required(`${place}, ${property}`, button[property]);
	if (typeof button.key === 'string') withinBytes(`${place}, key`, button.key, KEY_BYTES);
	if (typeof button.url === 'string') withinBytes(`${place}, url`, button.url, URL_BYTES);
}

function asButtons(place: string, value: unknown, property: string): IDataObject[] {
	if (Array.isArray(value) && value.every((entry) => typeof entry === 'object' && entry !== null)) {
		return value as IDataObject[];
	}
	throw refuse(place, `needs a list of buttons under "${property}"`);
}

function refuse(place: string, rule: string): InputRefused {
	return new InputRefused(place, rule, `Example: ${EXAMPLE}`);
}
