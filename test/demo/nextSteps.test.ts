import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createSay } from '../../demo/language.cjs';
import { answerTo, secondsAsked } from '../../demo/localModel';
import { CONTINUE, EXACT_WORDS, nextSteps } from '../../demo/nextSteps';
import { COLLECT_WORD, WAITING_TEXT } from '../../nodes/WechatTrigger/conversation/readConversation';

type Testbed = Parameters<typeof nextSteps>[0];

const testbed = {
	host: { url: 'http://127.0.0.1:5678' },
	simulator: {
		urls: { ui: 'http://127.0.0.1:1/_ui/', api: 'http://127.0.0.1:1', control: 'http://127.0.0.1:1/_sim' },
	},
	owner: { email: 'owner@example.com', password: 'A1', firstName: '', lastName: '' },
} as unknown as Testbed;

interface Node {
	name: string;
	parameters: Record<string, unknown>;
}

interface Example {
	name: string;
	nodes: Node[];
}

function readExample(file: string): Example {
	const folder = path.join(__dirname, '..', '..', 'examples');
	return JSON.parse(readFileSync(path.join(folder, `${file}.json`), 'utf8')) as Example;
}

test.each(['en', 'zh'] as const)(
	'in %s, the list of workflows, the phones and all words are told',
	(language) => {
		const text = nextSteps(testbed, undefined, createSay(language));
		expect(text).toContain('http://127.0.0.1:5678/home/workflows');
		expect(text).toContain('http://127.0.0.1:1/_ui/');
		for (const words of Object.values(EXACT_WORDS)) expect(text).toContain(words);
		expect(text).toContain(createSay(language)('tryAiWords'));
	},
);

test('the folder that keeps the data is named', () => {
	expect(nextSteps(testbed, '/kept', createSay('en'))).toContain('The data stays in /kept;');
	expect(nextSteps(testbed, undefined, createSay('en'))).toContain('The data is deleted then');
});

test('the question is a keyword of the example, and what is read is its answer', () => {
	const { name: workflow, nodes } = readExample('faq');
	const { filters } = nodes.find(({ name }) => name === 'WeChat Trigger')?.parameters as {
		filters: { keywords: { line: Array<{ text: string }> } };
	};
	expect(filters.keywords.line.map(({ text }) => text)).toContain(EXACT_WORDS.faq);
	const reply = nodes.find(({ name }) => name === `Reply: ${EXACT_WORDS.faq}`);
	expect(reply?.parameters.content).toBe(EXACT_WORDS.faqAnswer);
	expect(workflow).toBe(EXACT_WORDS.faqWorkflow);
});

test('the words of the AI chat are those of the trigger, and take longer than WeChat waits', () => {
	expect(CONTINUE).toBe(COLLECT_WORD);
	expect(EXACT_WORDS.waiting).toBe(WAITING_TEXT.replace('{word}', CONTINUE));
	for (const language of ['en', 'zh'] as const) {
		const words = createSay(language)('tryAiWords');
		expect(secondsAsked(words)).toBe(20);
		expect(answerTo(words)).toContain(words);
	}
});

test('the button of the approval is called as the example calls it', () => {
	const example = readExample('markdown-to-article');
	expect(example.name).toBe(EXACT_WORDS.articleWorkflow);
	const ask = example.nodes.find(({ name }) => name === 'Ask Editor');
	expect(ask?.parameters.approvalOptions).toMatchObject({ values: { approveLabel: 'Publish' } });
	for (const language of ['en', 'zh'] as const)
		expect(nextSteps(testbed, undefined, createSay(language))).toContain('Publish');
});

test.each([
	['等 8 秒再回答：几点开门？', 8],
	['Answer after 20 seconds', 20],
	['answer in 3s', 3],
	['你好', 0],
	['9999 秒', 60],
	['room 12', 0],
])('“%s” asks for %d seconds', (text, seconds) => {
	expect(secondsAsked(text)).toBe(seconds);
});
