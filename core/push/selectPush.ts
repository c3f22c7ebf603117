import type { XmlElement } from '../protocol/readXml';
import { findType, textOf } from './findType';
import { isSameMenuKey } from './menuKey';
import { sceneOfKey } from './sceneOfKey';
import type { PushType } from './types';

/** Stands for every message and event, known or not. */
export const EVERYTHING = '*';

/** Stands for kinds that the editor does not list: retired ones, and those unknown to this version. */
export const OTHER = 'other';

/** Which pushes start the workflow. Empty sets and an absent test let everything through. */
export interface Selection {
	/** Values of {@link selectionValue}, or {@link EVERYTHING}, or {@link OTHER}. */
	types: ReadonlySet<string>;
	/** Tests the content of text messages. */
	keyword?: (content: string) => boolean;
	/** `EventKey` of menu events. */
	menuKeys: ReadonlySet<string>;
	/** Scenes of QR codes, as they were set. */
	scenes: ReadonlySet<string>;
	/** Users whose pushes start the workflow. */
	openids: ReadonlySet<string>;
}

/**
 * What the editor stores for a kind of push.
 *
 * @param type of {@link PUSH_TYPES}
 * @returns e.g. `text` or `event:subscribe`
 */
export function selectionValue({ kind, name }: PushType): string {
	return kind === 'event' ? `event:${name}` : name;
}

/**
 * Decides whether a push starts the workflow. Each filter applies only to the kinds it is about.
 *
 * @param message the elements of an authentic push
 * @param selection what the user has chosen
 */
export function isSelected(message: XmlElement, selection: Selection): boolean {
	const type = findType(message);
	return (
		isChosenType(type, selection.types) &&
		isChosenUser(message, selection.openids) &&
		isChosenText(message, type, selection.keyword) &&
		isChosenMenuKey(message, type, selection.menuKeys) &&
		isChosenScene(message, type, selection.scenes)
	);
}

function isChosenType(type: PushType | undefined, types: ReadonlySet<string>): boolean {
	if (types.has(EVERYTHING)) return true;
	if (!type) return types.has(OTHER);
	return types.has(selectionValue(type)) || (type.retired === true && types.has(OTHER));
}

/** WeChat itself sends authorization events; their user is in a separate element. */
function isChosenUser(message: XmlElement, openids: ReadonlySet<string>): boolean {
	return (
		openids.size === 0 || openids.has(textOf(message.FromUserName)) || openids.has(textOf(message.OpenID))
	);
}

function isChosenText(
	message: XmlElement,
	type: PushType | undefined,
	keyword: Selection['keyword'],
): boolean {
	return !keyword || type?.name !== 'text' || keyword(textOf(message.Content));
}

function isChosenMenuKey(
	message: XmlElement,
	type: PushType | undefined,
	keys: ReadonlySet<string>,
): boolean {
	if (keys.size === 0 || type?.group !== 'Menu') return true;
	const key = textOf(message.EventKey);
	return keys.has(key) || [...keys].some((wanted) => isSameMenuKey(type.name, wanted, key));
}

function isChosenScene(
	message: XmlElement,
	type: PushType | undefined,
	scenes: ReadonlySet<string>,
): boolean {
	const key = textOf(message.EventKey);
	if (scenes.size === 0) return true;
	if (type?.name === 'SCAN') return scenes.has(key);
	if (type?.name !== 'subscribe') return true;
	const scene = sceneOfKey(key);
	return scene !== undefined && scenes.has(scene);
}
