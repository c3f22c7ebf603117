import { generatedAt, type LevelRules, readLevel } from './readLevel';
import { isRepeatable, type XmlElement } from './xmlElement';

/**
 * What stands first in every push and says whose it is. These elements are taken from the head of the document, before any
 * text that a person wrote, and never a second time.
 */
export const IDENTITY: ReadonlySet<string> = new Set([
	'ToUserName',
	'FromUserName',
	'CreateTime',
	'MsgType',
	'Event',
]);

/** Elements whose values WeChat makes itself, so that no `]]>` can be in them. */
const GENERATED = new Set([
	...IDENTITY,
	...['MsgId', 'MsgID', 'MsgDataId', 'Idx', 'MediaId', 'MediaId16K', 'ThumbMediaId', 'Format'],
	...[
		'Ticket',
		'MenuId',
		'Status',
		'ScanType',
		'PicMd5Sum',
		'TemplateId',
		'AppID',
		'OpenID',
		'UnionID',
		'Encrypt',
	],
]);

const ALWAYS = ['MsgId', 'MsgDataId', 'Idx', 'Encrypt'];

/** The elements of the messages that people send; anything else in one of them was written by its sender. */
const OF_MESSAGE: Readonly<Record<string, ReadonlySet<string>>> = {
	text: new Set([...ALWAYS, 'Content', 'bizmsgmenuid', 'BusinessId']),
	image: new Set([...ALWAYS, 'PicUrl', 'MediaId']),
	voice: new Set([...ALWAYS, 'MediaId', 'Format', 'MediaId16K', 'Recognition']),
	video: new Set([...ALWAYS, 'MediaId', 'ThumbMediaId']),
	shortvideo: new Set([...ALWAYS, 'MediaId', 'ThumbMediaId']),
	location: new Set([...ALWAYS, 'Location_X', 'Location_Y', 'Scale', 'Label']),
	link: new Set([...ALWAYS, 'Title', 'Description', 'Url']),
};

const START = /^\ufeff?(?:<\?xml[^>]*\?>)?[ \t\r\n]*<xml>/;
const END = /<\/xml>[ \t\r\n]*$/;
const CDATA_CLOSE = ']]>';

/** Which of several possible ends an element has; what WeChat lists stands several times, so that its first end is meant. */
const FIRST = () => 'first' as const;
const LAST = (name: string) => (isRepeatable(name) ? 'first' : 'last');
const AFTER_IDS = (name: string) =>
	isRepeatable(name) || GENERATED.has(name) || name === 'EventKey' ? 'first' : 'last';
/** For a text inside a list, once no other reading is left. */
const LAST_OF_ALL = () => 'last' as const;

/**
 * Reads a push in which somebody's text holds `]]>`, closing tags or whole documents, none of which WeChat escapes.
 *
 * An element may end only where the rest of the document can still be read to its end. Of several such places a text ends
 * at the last one, because what follows the genuine one was not written by the same person. Events whose ids stand before
 * the text are read with the first such place where that adds no second element of a name, and leaves ids without markup.
 *
 * @param text the decoded document
 * @returns undefined when it is no such document under any reading
 */
export function readPushDialect(text: string): XmlElement | undefined {
	const begin = START.exec(text)?.[0].length;
	const end = END.exec(text)?.index;
	if (begin === undefined || end === undefined || end < begin) return undefined;
	const identity: XmlElement = {};
	const head = readIdentity(text, begin, end, identity);
	const taken = new Set(Object.keys(identity));
	const type = typeof identity.MsgType === 'string' ? identity.MsgType : '';
	const known = Object.hasOwn(OF_MESSAGE, type) ? OF_MESSAGE[type] : undefined;
	const read = (choose: LevelRules['choose'], allows = (name: string) => !taken.has(name)) => {
		const rest = readLevel(text, { begin: head, end }, { choose, allows });
		return rest && { ...identity, ...rest };
	};
	const likely = (choices: readonly LevelRules['choose'][], allows?: (name: string) => boolean) =>
		choices.map((choose) => read(choose, allows)).find((one) => one && isPlausible(one));
	if (known) {
		const allows = (name: string) => known.has(name);
		return likely([AFTER_IDS], allows) ?? read(LAST, allows) ?? read(LAST);
	}
	return likely([FIRST, AFTER_IDS]) ?? read(LAST) ?? read(LAST_OF_ALL);
}

/** Takes the elements that stand first, each once; gives where the rest begins. */
function readIdentity(text: string, begin: number, end: number, identity: XmlElement): number {
	for (let at = begin; ;) {
		const found = generatedAt(text, at, end);
		if (!found || !IDENTITY.has(found.name) || Object.hasOwn(identity, found.name)) return at;
		identity[found.name] = found.value;
		at = found.after;
	}
}

/** No name twice that WeChat sends once, and no markup where WeChat puts an id. */
function isPlausible(element: XmlElement): boolean {
	return Object.entries(element).every(([name, value]) => {
		if (typeof value === 'string') return !(GENERATED.has(name) && value.includes(CDATA_CLOSE));
		if (Array.isArray(value)) {
			return (
				isRepeatable(name) && value.every((one) => typeof one !== 'object' || isPlausible(one as XmlElement))
			);
		}
		return isPlausible(value);
	});
}
