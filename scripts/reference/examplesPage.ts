import type { AccountType } from '../../core/errors/accountTypes';
import type { Operation } from '../../nodes/Wechat/operation';

/** A workflow of `examples/`, as far as the gallery needs it. */
export interface Example {
	/** File name without `.json`. */
	file: string;
	nodes: ReadonlyArray<{ name: string; type: string; parameters: Record<string, unknown> }>;
}

/** Language of a page. */
export type Language = 'en' | 'zh';

/** The order of the gallery: what most users start with comes first. */
const GALLERY: Readonly<Record<Language, ReadonlyArray<readonly [string, readonly string[]]>>> = (() => {
	const groups = [
		[
			'Messages to customers',
			'给客户发消息',
			['follow-welcome', 'order-webhook', 'spreadsheet', 'database-row', 'broadcast'],
		],
		['Who is on a web page', '识别打开网页的人', ['login-page', 'phone-handover']],
		[
			'Answers',
			'回答粉丝',
			[
				'faq',
				'ai-chat-certified',
				'ai-chat-personal',
				'ai-voice-and-pictures',
				'comment-watcher',
				'refund-approval',
				'ai-agent',
			],
		],
		['Articles and figures', '文章和数据', ['markdown-to-article', 'weekly-picture-post', 'growth-report']],
		['Once, whatever fails', '出了故障也只处理一次', ['once-postgres', 'once-redis', 'unfinished-pushes']],
		['Everything else', '其他', ['http-request']],
	] as const;
	return {
		en: groups.map(([title, , files]) => [title, files]),
		zh: groups.map(([, title, files]) => [title, files]),
	};
})();

/** From what every account may call to what few may. */
const STRICTNESS: readonly AccountType[] = [
	'any',
	'depends on the API',
	'service account or certified',
	'certified',
	'certified service account or test account',
	'certified account',
	'certified service account',
];

const ACCOUNTS: Readonly<Record<Language, Readonly<Record<AccountType, string>>>> = {
	en: {
		any: 'any account',
		'depends on the API': 'depends on the API that you call',
		'service account or certified':
			'service account (服务号), certified subscription account or test account',
		certified: 'certified account or test account (测试号)',
		'certified service account or test account':
			'certified service account (认证服务号) or test account (测试号)',
		'certified account': 'certified account',
		'certified service account': 'certified service account (认证服务号)',
	},
	zh: {
		any: '任何账号',
		'depends on the API': '取决于调用的接口',
		'service account or certified': '服务号、认证订阅号或测试号',
		certified: '认证账号或测试号',
		'certified service account or test account': '认证服务号或测试号',
		'certified account': '认证账号',
		'certified service account': '认证服务号',
	},
};

const OURS = 'n8n-nodes-wechat-mp.';
const OAUTH_TRIGGER = `${OURS}wechatOAuthTrigger`;

const TEXTS = {
	en: {
		title: 'Examples',
		other: '[中文](zh-CN/examples.md)',
		intro: `Workflows to import. Open the file on GitHub, press **Raw**, and copy the address; in n8n, a new workflow, **⋯ → Import → From URL**. Or
download the file and take **From file**. Then follow *Set up* on the note of the canvas. If the fields of a template do not
appear, press **Retry** below them.

The pictures are taken from a running n8n by \`scripts/take-example-pictures.ts\`.`,
		account: 'Account',
		nodes: 'Nodes',
		open: 'Import',
		setUp: 'Set up',
		sheet: 'customers.xlsx, to try it with',
		generated: 'Generated from `examples/` by `npm run docs`; do not edit.',
		colon: ': ',
		comma: ', ',
		base: '..',
		images: 'images/examples',
	},
	zh: {
		title: '示例',
		other: '[English](../examples.md)',
		intro: `可以直接导入的工作流。在 GitHub 上打开文件，点 **Raw**，复制网址；在 n8n 里新建工作流，选 **⋯ → Import → From URL**。也可以下载文件，选 **From file**。然后按画布便签上的“使用前”操作。如果模板的字段没有显示出来，就点下面的 **Retry**。

图片由 \`scripts/take-example-pictures.ts\` 从运行中的 n8n 截取。`,
		account: '账号',
		nodes: '节点',
		open: '导入',
		setUp: '使用前',
		sheet: '供试用的表格 customers.xlsx',
		generated: '由 `npm run docs` 从 `examples/` 生成，请勿手改。',
		colon: '：',
		comma: '、',
		base: '../..',
		images: '../images/examples',
	},
} as const;

/**
 * Writes the gallery of the examples.
 *
 * @param examples all of them
 * @param operations the registry, which defines the account that each operation needs
 * @throws when an example has no note in the language, is in no group, or uses an unknown operation
 */
export function examplesPage(
	examples: readonly Example[],
	operations: readonly Operation[],
	language: Language,
): string {
	const text = TEXTS[language];
	const grouped = GALLERY[language].flatMap(([, files]) => files);
	const missing = examples.filter(({ file }) => !grouped.includes(file)).map(({ file }) => file);
	if (missing.length > 0) throw new Error(`No group of the gallery has ${missing.join(', ')}`);
	const sections = GALLERY[language].map(([title, files]) => {
		const entries = files.map((name) => {
			const example = examples.find(({ file }) => file === name);
			if (!example) throw new Error(`The gallery names examples/${name}.json, which is not there`);
			return entry(example, operations, language);
		});
		return `## ${title}\n\n${entries.join('\n\n')}`;
	});
	return `# ${text.title}\n\n${text.other}\n\n${text.intro}\n\n${text.generated}\n\n${sections.join('\n\n')}\n`;
}

function entry(example: Example, operations: readonly Operation[], language: Language): string {
	const text = TEXTS[language];
	const { title, story, setUp } = readNote(example, language);
	const link = `[${example.file}.json](${text.base}/examples/${example.file}.json)`;
	const sheet =
		example.file === 'spreadsheet'
			? `${text.comma}[${text.sheet}](${text.base}/examples/customers.xlsx)`
			: '';
	return [
		`### ${title}`,
		`![${title}](${text.images}/${example.file}.png)`,
		story,
		[
			`- ${text.open}${text.colon}${link}${sheet}`,
			`- ${text.account}${text.colon}${ACCOUNTS[language][accountOf(example, operations)]}`,
			`- ${text.nodes}${text.colon}${nodeTypes(example).join(text.comma)}`,
			`- ${text.setUp}${text.colon}${setUp}`,
		].join('\n'),
	].join('\n\n');
}

const SET_UP = /\n\n\*\*(?:Set up|使用前)(?:\*\*)?(?: \((.*?)\))?(?:（(.*?)）)?[:：]?(?:\*\*)?[:：]?\s*/;

/** Reads title, description and preparation from the note on the canvas, the only place where they are written. */
function readNote({ file, nodes }: Example, language: Language) {
	const notes = nodes.filter(({ type }) => type.endsWith('.stickyNote'));
	const note = notes
		.map(({ parameters }) => String(parameters.content))
		.find((content) => isHan(content) === (language === 'zh'));
	const [, title, body] = /^## (.+)\n([\s\S]*)$/.exec(note ?? '') ?? [];
	if (!title || !body)
		throw new Error(`examples/${file}.json has no note in ${language} that begins with a title`);
	const mark = SET_UP.exec(body);
	if (!mark) throw new Error(`The ${language} note of examples/${file}.json does not say how to set it up`);
	const condition = mark[1] ?? mark[2];
	const after = body.slice(mark.index + mark[0].length).replace(/\s*\n+\s*/g, language === 'zh' ? '' : ' ');
	const withCondition = language === 'zh' ? `${condition}。${after}` : `${after} (${condition})`;
	return {
		title,
		story: body.slice(0, mark.index).trim(),
		setUp: condition ? withCondition : after,
	};
}

/** Whether the title of a note is in Chinese. */
const isHan = (content: string): boolean => /^## .*\p{Script=Han}/u.test(content);

/** The strictest account that a node of the example needs. */
function accountOf({ file, nodes }: Example, operations: readonly Operation[]): AccountType {
	const ours = nodes.filter(({ type }) => type.startsWith(OURS));
	// n8n's own HTTP Request node makes the calls.
	if (ours.length === 0) return 'depends on the API';
	const needed = ours.map(({ name, type, parameters }): AccountType => {
		if (type === OAUTH_TRIGGER) return 'certified service account or test account';
		if (type === `${OURS}wechatTrigger`) return accountOfTrigger(parameters);
		// The human review tool has only one operation, and does not name it.
		const reviews = type === `${OURS}wechatHitlTool`;
		const found = operations.find(({ resource, option }) =>
			reviews
				? option.value === 'sendAndWait'
				: resource === parameters.resource && option.value === parameters.operation,
		);
		if (!found) throw new Error(`"${name}" of examples/${file}.json has no operation of the registry`);
		return found.account;
	});
	return needed.reduce<AccountType>(
		(strictest, one) => (STRICTNESS.indexOf(one) > STRICTNESS.indexOf(strictest) ? one : strictest),
		'any',
	);
}

/** Every account can receive; typing state and late answers are customer service messages. */
function accountOfTrigger({ triggerOptions }: Record<string, unknown>): AccountType {
	const { showTyping, replyWindow, whenLonger } = (triggerOptions ?? {}) as Record<string, unknown>;
	const sends = showTyping === true || (replyWindow === 'all' && whenLonger !== 'collect');
	return sends ? 'certified' : 'any';
}

/** The names of its node types, without notes and duplicates. */
function nodeTypes({ nodes }: Example): string[] {
	const types = nodes.filter(({ type }) => !type.endsWith('.stickyNote')).map(({ type }) => wordsOf(type));
	return [...new Set(types)];
}

/** Names in the editor that cannot be derived from the type. */
const NAMES: Readonly<Record<string, string>> = {
	wechat: 'WeChat',
	wechatTool: 'WeChat (tool)',
	wechatHitlTool: 'WeChat (human review)',
	wechatTrigger: 'WeChat Trigger',
	wechatOAuthTrigger: 'WeChat OAuth Trigger',
	agent: 'AI Agent',
	convertToFile: 'Convert to File',
	extractFromFile: 'Extract from File',
	form: 'n8n Form',
	formTrigger: 'n8n Form Trigger',
	httpRequest: 'HTTP Request',
	httpRequestTool: 'HTTP Request (tool)',
	lmChatOpenAi: 'OpenAI Chat Model',
	memoryBufferWindow: 'Simple Memory',
	noOp: 'No Operation',
	openAi: 'OpenAI',
	set: 'Edit Fields',
	stopAndError: 'Stop and Error',
};

/** The name that the editor shows for a type, such as "Data Table" for `n8n-nodes-base.dataTable`. */
function wordsOf(type: string): string {
	const name = type.split('.').at(-1) ?? type;
	const words = name.replace(/([a-z])([A-Z])/g, '$1 $2');
	return NAMES[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
