import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../../core/json/isRecord';
import { readAll, readEach } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { trimText } from '../../../../core/text/visibleText';
import { checkAppIdOf } from '../../fields/tapTarget';
import { readObject } from '../../../shared/jsonObject';
import { readId } from '../../../shared/typedValues';
import { required, withinBytes } from '../../../shared/textLimits';
import { readPagePath, webAddress } from '../../../shared/webAddress';

const EXAMPLE = '{"button": [{"type": "click", "name": "Help", "key": "HELP"}]}';
const MAX_TOP = 3;
const MAX_SUB = 5;
const TOP_NAME_BYTES = 16;
const SUB_NAME_BYTES = 60;
const KEY_BYTES = 128;
const URL_BYTES = 1024;

type Read = (place: string, value: unknown) => string;

const READERS = {
	// It is returned as EventKey and compared there.
	key: (place, value) => withinBytes(place, trimText(required(place, value)), KEY_BYTES),
	url: (place, value) => withinBytes(place, webAddress(place, required(place, value)), URL_BYTES),
	media_id: readId,
	article_id: readId,
	appid: checkAppIdOf,
	pagepath: readPagePath,
} satisfies Record<string, Read>;

type Property = keyof typeof READERS;

/** The properties that each button type needs besides `name`. */
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

/** The same, for forms. */
export const BUTTON_NEEDS: Readonly<Record<string, readonly string[]>> = NEEDS;

/** Button types that only the console can create: a text, or media that the API returns with a temporary id. */
const CONSOLE_ONLY: ReadonlySet<string> = new Set([
	'text',
	'img',
	'photo',
	'voice',
	'video',
	'news',
	'finder',
]);

/**
 * Reads and checks a custom menu before it replaces the current one.
 *
 * @param field name of the field in the editor
 * @param value JSON as text or object: `{ button: […] }`, or the complete answer of `menu/get`, for its default menu, or of
 *   `get_current_selfmenu_info`
 * @returns the value of `button`, with normalized URLs and ids
 * @throws InvalidInputError naming every wrong button, the rule and the limit
 * @see https://developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu.html
 */
export function readMenu(field: string, value: unknown): IDataObject[] {
	const object = readObject(field, value, EXAMPLE);
	const button =
		object.selfmenu_info === undefined
			? (object.menu === undefined ? object : readObject(field, object.menu, EXAMPLE)).button
			: currentButtons(field, object.selfmenu_info);
	const top = asButtons(field, button, 'button');
	return readAll({
		count: () => {
			if (top.length < 1 || top.length > MAX_TOP)
				throw refuse(field, `has ${top.length} top buttons; 1 to ${MAX_TOP} are possible`);
		},
		buttons: () => readEach(top, (one, index) => readTop(`${field}, button ${index + 1}`, one)),
	}).buttons;
}

/**
 * Converts the buttons of `get_current_selfmenu_info` into the form for `menu/create`: there, lists are nested deeper, and ids have no
 * name.
 */
function currentButtons(field: string, info: unknown): IDataObject[] {
	const { button } = readObject(field, info, EXAMPLE);
	return asButtons(field, button, 'button').map((one) => {
		const { list } = isRecord(one.sub_button) ? one.sub_button : {};
		if (list === undefined) return withId(one);
		const sub = asButtons(field, list, 'sub_button.list').map(withId);
		return { name: one.name, sub_button: sub };
	});
}

function withId({ value, ...button }: IDataObject): IDataObject {
	const [id] = NEEDS[String(button.type)]?.filter((name) => /^(?:media|article)_id$/.test(name)) ?? [];
	return id === undefined || value === undefined ? button : { ...button, [id]: value };
}

function readTop(place: string, button: IDataObject): IDataObject {
	const { name, rest } = readAll({
		name: () => readName(place, button, TOP_NAME_BYTES),
		rest: () => {
			const sub = button.sub_button === undefined ? [] : asButtons(place, button.sub_button, 'sub_button');
			if (sub.length > 0) return { sub_button: readSub(place, sub) };
			if (button.type === undefined && button.sub_button !== undefined)
				throw refuse(place, `has no sub-buttons; 1 to ${MAX_SUB} are possible`);
			return readAction(place, button);
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

/** Reads the action of a button: the properties that its type needs, and any others it has. */
function readAction(place: string, button: IDataObject): IDataObject {
	const type = String(button.type ?? '');
	const needs = Object.hasOwn(NEEDS, type) ? NEEDS[type] : undefined;
	if (CONSOLE_ONLY.has(type)) {
		throw new InvalidInputError(
			place,
			`is of the kind "${type}", which only the console can make`,
			'Make it a click button that a workflow answers, or a media_id button with permanent material.',
		);
	}
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
