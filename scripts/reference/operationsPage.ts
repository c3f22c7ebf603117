import { PERMISSION_PLACE } from '../../core/errors/consolePaths';
import { ACCOUNT_TYPES } from '../../core/errors/accountTypes';
import type { Operation } from '../../nodes/Wechat/operation';
import { LEFT_OUT } from './leftOutApis';
import { markdownTable } from './markdownTable';

/**
 * Writes the reference of the WeChat node.
 *
 * @param operations all of them
 * @param resources in the order of the editor
 * @returns Markdown with one table per resource
 */
export function operationsPage(
	operations: readonly Operation[],
	resources: readonly { name: string; chinese: string; value: string }[],
): string {
	const sections = resources.map(({ name, chinese, value }) => {
		const rows = operations
			.filter(({ resource }) => resource === value)
			.sort((a, b) => a.option.name.localeCompare(b.option.name))
			.map(operationRow);
		return `## ${name}\n\n${chinese}\n\n${markdownTable(['Operation', 'In Chinese', 'What it does', 'API', 'Effect', 'Account'], rows)}\n`;
	});
	return `# Operations of the WeChat node

Generated from \`nodes/Wechat/resources\` by \`npm run docs\`; do not edit. ${operations.length} operations, each linked to its official page.

- **Effect**: *reads* is repeated if the connection is lost; *writes* never is, because it may have worked; *writes, once* carries
  an id by which WeChat drops a second copy, so it is safe to repeat.
- **Output**: a send repeats \`touser\` and what was sent (\`template_id\`, \`msgtype\`, \`scene\`) beside what WeChat answers, such as \`msgid\`.
- **Account**: who may call it, according to the platform's permission table. In the end the WeChat console decides
  (${PERMISSION_PLACE}); everybody else gets 48001. The platform does not promise that a test account (测试号 of the developer sandbox) may do
  everything that a certified service account may: one-time subscription messages are not certain there.

${markdownTable(['Account', 'The operation needs'], Object.entries(ACCOUNT_TYPES))}

${sections.join('\n')}
## Not in the node

APIs that the official pages list but that have no operation here, and why. Custom API Call reaches those that still work.

${markdownTable(
	['API', 'Why not'],
	LEFT_OUT.map(({ apis, reason }) => [apis.map((api) => `\`${api}\``).join(', '), reason]),
)}
`;
}

function operationRow({ option, docs, effect, deduplicated, account, sample, variant }: Operation): string[] {
	const writes = deduplicated ? 'writes, once' : 'writes';
	const effects = effect === 'read' ? 'reads' : writes;
	const api = variant === 'any path' ? 'any path' : apiCell(sample.request, variant);
	return [`[${option.name}](${docs})`, option.chinese, option.description, api, effects, account];
}

function apiCell(request: Operation['sample']['request'], variant: string | undefined): string {
	return request ? `\`${request.method} ${request.path}\`${variant ? ` (${variant})` : ''}` : 'none';
}
