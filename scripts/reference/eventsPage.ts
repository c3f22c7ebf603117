import type { PushType } from '../../core/push/types';
import { markdownTable } from './markdownTable';
import { sampleOutput } from './sampleOutput';

const COMMON = new Set(['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'Event', 'meta']);

/**
 * Writes the reference of the messages and events that the WeChat Trigger starts a workflow with.
 *
 * @param types all of them
 * @returns Markdown: one table per group, then a sample for each type with elements of its own
 */
export function eventsPage(types: readonly PushType[]): string {
	const groups = [...new Set(types.map(({ group }) => group))];
	const [first] = types;
	if (!first) throw new Error('There are no types');
	return `# Messages and events

Generated from \`core/push/types\` by \`npm run docs\`; do not edit. ${types.length} kinds of pushes; kinds that the platform adds later
arrive as well, as long as Trigger On is Everything or holds Other.

Each push is one item. Elements have their official names and values as WeChat sends them: every value is a text, even numbers and
64-bit ids; an empty element is an empty text; \`item\` and \`List\` are lists even if there is only one entry. The node adds
\`meta\`: when the push came, until when a passive reply can be sent, and whether the push came encrypted. \`meta.sessionId\` names account
and follower: as Key of n8n's memory nodes (\`{{ $json.meta.sessionId }}\`), it keeps the conversations of followers apart. \`meta.held\` is
there if the trigger does more than wait for one delivery (Reply Window, When the Answer Takes Longer, While Busy). \`meta.previousKey\` is
there if the push was decrypted with the Previous EncodingAESKey; a reply is then encrypted with it, too. \`meta\` has more only if something
went wrong: \`problem\` of \`meta.media\` (and \`errcode\`, if WeChat refused) says why the file of a message could not be downloaded;
\`meta.relay\` counts, for each receiver since this process of n8n began to relay, the copies that did not reach the URLs under Relay To and
are not sent again.

${jsonBlock(sampleOutput(first))}

Below, the elements that all pushes have in common (\`ToUserName\`, \`FromUserName\`, \`CreateTime\`, \`MsgType\`, \`Event\`) are left out.

${groups.map((group) => groupSection(group, types)).join('\n')}`;
}

function groupSection(group: string, types: readonly PushType[]): string {
	const own = types.filter((type) => type.group === group);
	const rows = own.map(({ title, official, kind, name, when, retired }) => [
		retired ? `${title} (retired: not in the list, Other takes it)` : title,
		official,
		`${kind === 'event' ? 'Event' : 'MsgType'} \`${name}\``,
		when,
	]);
	const samples = own
		.map((type) => [type, ownElements(type)] as const)
		.filter(([, elements]) => Object.keys(elements).length > 0)
		.map(
			([{ title, name, sometimes }, elements]) =>
				`${title}, \`${name}\`${also(sometimes)}:\n\n${jsonBlock(elements)}\n`,
		);
	return `## ${group}\n\n${markdownTable(['Name', 'Official name', 'Sent as', 'When'], rows)}\n\n${samples.join('\n')}`;
}

function ownElements(type: PushType): object {
	return Object.fromEntries(Object.entries(sampleOutput(type)).filter(([name]) => !COMMON.has(name)));
}

function also(names: readonly string[] = []): string {
	return names.length === 0 ? '' : ` (sometimes also ${names.map((name) => `\`${name}\``).join(', ')})`;
}

function jsonBlock(value: object): string {
	return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}
