import type { INodePropertyOptions } from 'n8n-workflow';
import { EVERYTHING, OTHER, selectionValue } from '../../core/push/selectPush';
import { PUSH_TYPES, type PushType } from '../../core/push/types';

/** The kinds most workflows start with, most frequent first. */
const COMMON: readonly string[] = [
	'text',
	'event:subscribe',
	'event:SCAN',
	'event:CLICK',
	'image',
	'voice',
	'event:unsubscribe',
	'location',
	'video',
	'link',
	'event:VIEW',
	'event:subscribe_msg_popup_event',
	'event:TEMPLATESENDJOBFINISH',
	'event:MASSSENDJOBFINISH',
	'event:PUBLISHJOBFINISH',
];

/** Groups whose kinds need the group name to be understood: `Menu: Click`. */
const NAMED_WITH_GROUP: ReadonlySet<string> = new Set(['Customer Service', 'Menu']);

/**
 * The choices of Trigger On: Everything, the common kinds, the others sorted by name, Other. Retired kinds fall under Other, which keeps
 * the list short; a stored value for one of them still works.
 */
export function selectionOptions(): INodePropertyOptions[] {
	const current = PUSH_TYPES.filter(({ retired }) => !retired).map(optionOf);
	const common = current
		.filter(({ value }) => COMMON.includes(value))
		.sort((a, b) => COMMON.indexOf(a.value) - COMMON.indexOf(b.value));
	const further = current
		.filter(({ value }) => !COMMON.includes(value))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
	return [
		{
			name: 'Everything (全部)',
			value: EVERYTHING,
			action: 'On any message or event (全部)',
			description: 'Every message and event, including kinds that WeChat adds later',
		},
		...common,
		...further,
		{
			name: 'Other (其他)',
			value: OTHER,
			action: 'On any other kind of push (其他)',
			description: 'Kinds that are not in this list: new ones, and those of products that WeChat has closed',
		},
	];
}

/**
 * The text that the canvas shows below the node: the names of the selected kinds, e.g. `Follow, Text`. The editor's expressions see only
 * parameter values, so the expression contains a table of the names.
 */
export function subtitle(): string {
	const table = JSON.stringify({
		[EVERYTHING]: 'Everything',
		...Object.fromEntries(PUSH_TYPES.map((type) => [selectionValue(type), type.title])),
		[OTHER]: 'Other',
	});
	return `={{ [].concat($parameter["events"]).map((value) => (${table})[value] ?? value).join(", ") }}`;
}

/** n8n ends a description with a period only where it has several sentences. */
function withoutLonePeriod(text: string): string {
	return /[.!?] /.test(text) ? text : text.replace(/\.$/, '');
}

/** `menu click (…)` for `Menu: Click (…)`: n8n writes actions in sentence case. */
function inSentence(shown: string): string {
	const [title = '', ...official] = shown.split(' (');
	const words = title.replace(':', '').split(' ');
	const small = words.map((word) => (/^[A-Z]{2}/.test(word) ? word : word.toLowerCase()));
	return [small.join(' '), ...official].join(' (');
}

function optionOf(type: PushType): INodePropertyOptions & { value: string } {
	const { group, kind, name, official, title, when } = type;
	const shown = `${NAMED_WITH_GROUP.has(group) ? `${group}: ` : ''}${title} (${official})`;
	return {
		name: shown,
		value: selectionValue(type),
		action: `On ${inSentence(shown)}`,
		description: `${kind === 'event' ? 'Event' : 'MsgType'} ${name}: ${withoutLonePeriod(when)}`,
	};
}
