import type { Field } from '../../operation';
import type { IDataObject } from 'n8n-workflow';
import { readAll, readEach } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { trimText } from '../../../../core/template/visibleText';
import { checkAppIdOf } from '../../fields/tapTarget';
import { readObject } from '../../../shared/jsonObject';
import { readId } from '../../../shared/typedValues';
import { required, withinBytes } from '../../../shared/textLimits';
import { readPagePath, webAddress } from '../../../shared/webAddress';

/** A whole menu as the platform writes it. */
export const menuJson: Field<'menuJson', 'json'> = {
	displayName: 'Menu (JSON)',
	name: 'menuJson',
	type: 'json',
	typeOptions: { rows: 12 },
	default:
		'{\n  "button": [\n    { "type": "click", "name": "Help", "key": "HELP" },\n    { "type": "view", "name": "Shop", "url": "https://example.com/" }\n  ]\n}',
	required: true,
	description:
		'1 to 3 buttons, each with a type and what it needs, or with up to 5 sub-buttons under sub_button. Menu → Get gives the present menu in this form.',
};

const EXAMPLE = '{"button": [{"type": "click", "name": "Help", "key": "HELP"}]}';
const MAX_TOP = 3;
const MAX_SUB = 5;
const TOP_NAME_BYTES = 16;
const SUB_NAME_BYTES = 60;
const KEY_BYTES = 128;
const URL_BYTES = 1024;

type Read = (place: string, value: unknown) => string;

const READERS = {
	// It comes back as EventKey and is compared there.
	key: (place, value) => withinBytes(place, trimText(required(place, value)), KEY_BYTES),
	url: (place, value) => withinBytes(place, webAddress(place, required(place, value)), URL_BYTES),
	media_id: readId,
	article_id: readId,
	appid: checkAppIdOf,
	pagepath: readPagePath,
} satisfies Record<string, Read>;

type Property = keyof typeof READERS;

/** What each button type needs beside `name`. */
const NEEDS: Readonly<Record<string, readonly Property[]>> = {
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
 * @returns the value of `button`, with addresses and ids in the form that the platform knows
 * @throws InvalidInputError naming every wrong button, the rule and the limit
 * @see https://developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu.html
 */
export function readMenu(field: string, value: unknown): IDataObject[] {
	const object = readObject(field, value, EXAMPLE);
	if (object.selfmenu_info !== undefined) {
		throw new InvalidInputError(
			field,
			'is the answer of Get Current Menu, whose buttons have another form',
			'Use the answer of Menu → Get, or write the buttons as its description says.',
		);
	}
	const { button } = object.menu === undefined ? object : readObject(field, object.menu, EXAMPLE);
	const top = asButtons(field, button, 'button');
	return readAll({
		count: () => {
			if (top.length < 1 || top.length > MAX_TOP)
				throw refuse(field, `has ${top.length} top buttons; 1 to ${MAX_TOP} are possible`);
		},
		buttons: () => readEach(top, (one, index) => readTop(`${field}, button ${index + 1}`, one)),
	}).buttons;
}

function readTop(place: string, button: IDataObject): IDataObject {
	const { name, rest } = readAll({
		name: () => readName(place, button, TOP_NAME_BYTES),
		rest: () => {
			const sub = button.sub_button === undefined ? [] : asButtons(place, button.sub_button, 'sub_button');
			return sub.length === 0 ? readAction(place, button) : { sub_button: readSub(place, sub) };
		},
	});
	return { ...button, name, ...rest };
}

function readSub(place: string, buttons: readonly IDataObject[]): IDataObject[] {
	return readAll({
		count: () => {
			if (buttons.length > MAX_SUB)
				throw refuse(place, `has ${buttons.length} sub-buttons; up to ${MAX_SUB} are possible`);
		},
		buttons: () =>
			readEach(buttons, (button, index) => {
				const child = `${place}, sub-button ${index + 1}`;
				const { name, action } = readAll({
					name: () => readName(child, button, SUB_NAME_BYTES),
					action: () => readAction(child, button),
				});
				return { ...button, name, ...action };
			}),
	}).buttons;
}

function readName(place: string, button: IDataObject, maxBytes: number): string {
	return withinBytes(`${place}, name`, required(`${place}, name`, button.name), maxBytes);
}

/** What a button does: every property that its type needs, and those that it has besides. */
function readAction(place: string, button: IDataObject): IDataObject {
	const type = String(button.type ?? '');
	const needs = Object.hasOwn(NEEDS, type) ? NEEDS[type] : undefined;
	if (!needs) throw refuse(place, `has the type "${type}"; possible are ${Object.keys(NEEDS).join(', ')}`);
	const properties = needs.map((name) => [name, () => READERS[name](`${place}, ${name}`, button[name])]);
	return readAll<IDataObject>(Object.fromEntries(properties) as Record<string, () => string>);
}

function asButtons(place: string, value: unknown, property: string): IDataObject[] {
	if (Array.isArray(value) && value.every((entry) => typeof entry === 'object' && entry !== null)) {
		return value as IDataObject[];
	}
	throw refuse(place, `needs a list of buttons under "${property}"`);
}

function refuse(place: string, rule: string): InvalidInputError {
	return new InvalidInputError(place, rule, `Example: ${EXAMPLE}`);
}
