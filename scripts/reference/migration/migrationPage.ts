import type { Operation } from '../../../nodes/Wechat/operation';
import { markdownTable } from '../markdownTable';
import { type Counterpart, PEERS } from './peerOperations';

/** The languages in which the page is written. */
export type PageLanguage = 'en' | 'zh';

const TEXTS: Readonly<
	Record<
		PageLanguage,
		Record<'title' | 'head' | 'theirs' | 'ours', string> & { forks: (names: readonly string[]) => string }
	>
> = {
	en: {
		title: 'Moving over from another package',
		head: `Generated from \`scripts/reference/migration\` by \`npm run docs\`; do not edit. [中文](zh-CN/migration.md)

Both packages can be installed side by side: their names differ, and so do their nodes.

1. Create the [credential](guide/credential.md).
2. Copy the workflow, and in the copy replace the nodes as the tables show.
3. Run the copy with test data. Then publish it and unpublish the old one. An account has one server URL: change it in the
   console when the new trigger is published.
4. Uninstall the old package, and reset the AppSecret if it was in logs or in exported workflows.

In the tables, the first column is what the other package shows, the second the resource and operation of the **WeChat** node.`,
		theirs: 'there',
		ours: 'here',
		forks: (names) => `The same operations are in its copies: ${names.join(', ')}.`,
	},
	zh: {
		title: '操作对照表：从其他节点包迁移',
		head: `由 \`npm run docs\` 从 \`scripts/reference/migration\` 生成，请勿手改。[English](../migration.md)

两个节点包可以同时安装，包名和节点名都不一样。

1. [建立凭证](credential.md)。
2. 复制一份工作流，在副本里按下面的表逐个替换节点。
3. 用测试数据跑通副本，然后发布副本，取消发布旧的工作流。一个账号只有一个服务器地址：新触发器发布之后，到控制台改成新地址。
4. 卸载旧的节点包。如果 AppSecret 曾出现在日志或导出的工作流里，就重置它。

表中左列是原节点包界面上的名称，右列是 **WeChat** 节点的资源和操作。`,
		theirs: '原来',
		ours: '现在',
		forks: (names) => `以下 fork 的操作与它相同：${names.join('、')}。`,
	},
};

/**
 * Writes the page that maps operations of other packages to ours.
 *
 * @param operations the registry, whose names the page shows
 * @param resources with the names of the editor
 * @throws Error when an operation in the table is not in the registry
 */
export function migrationPage(
	operations: readonly Operation[],
	resources: readonly { name: string; value: string }[],
	language: PageLanguage,
): string {
	const texts = TEXTS[language];
	const named = (id: string): string => {
		const [resource = '', value = ''] = id.split('/');
		const operation = operations.find((one) => one.resource === resource && one.option.value === value);
		const owner = resources.find((one) => one.value === resource);
		if (!operation || !owner) {
			throw new Error(
				`scripts/reference/migration/peerOperations.ts: there is no operation ${id}; name the one that took its place`,
			);
		}
		return `**${owner.name} → ${operation.option.name}**`;
	};
	const cell = (ours: Counterpart): string =>
		'en' in ours ? ours[language] : ours.map(named).join(language === 'en' ? ', ' : '、');
	const sections = PEERS.map(({ repositories: [first = '', ...forks], changes, operations: rows }) =>
		[
			`## ${first}`,
			...(forks.length > 0 ? [texts.forks(forks)] : []),
			changes.map((change) => `- ${change[language]}`).join('\n'),
			markdownTable(
				[texts.theirs, texts.ours],
				rows.map(([theirs, ours]) => [theirs, cell(ours)]),
			),
		].join('\n\n'),
	);
	return `# ${texts.title}\n\n${texts.head}\n\n${sections.join('\n\n')}\n`;
}
