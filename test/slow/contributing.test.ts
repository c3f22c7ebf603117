import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const DECISIONS = 'every operation › has every decision made that npm run new:operation left to a person';

jest.setTimeout(900_000);

/** The commands that a section of CONTRIBUTING.md has in its blocks, in order. */
function commandsOf(title: string): string[] {
	const [, rest = ''] = readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8').split(`\n## ${title}\n`);
	const [section = ''] = rest.split('\n## ');
	return [...section.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
		block.split('\n').flatMap((line) => line.trim() || []),
	);
}

let copy: string;

/** Runs a command in the copy, as somebody types it. */
function type(command: string): { status: number | null; output: string } {
	const { status, stdout, stderr } = spawnSync(command, { cwd: copy, shell: true, encoding: 'utf8' });
	return { status, output: `${stdout}${stderr}` };
}

function succeed(command: string): string {
	const { status, output } = type(command);
	if (status !== 0) throw new Error(`${command} ended with ${status}:\n${output}`);
	return output;
}

/** Replaces texts in a file of the copy, each of which has to be there. */
function edit(file: string, replacements: ReadonlyArray<readonly [from: string, to: string]>): void {
	const full = path.join(copy, file);
	let text = readFileSync(full, 'utf8');
	for (const [from, to] of replacements) {
		if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
		text = text.replaceAll(from, to);
	}
	writeFileSync(
		full,
		text.replace(/ \/\/ (TODO: )?"(docs|effect|account|fields|path|sample|handle)" .*/g, ''),
	);
}

const failuresIn = (output: string): string[] => [
	...new Set([...output.matchAll(/^ {2}● (.+)$/gm)].map(([, name = '']) => name)),
];

beforeAll(() => {
	copy = realpathSync(mkdtempSync(path.join(tmpdir(), 'wechat-mp-contributing-')));
	const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	for (const file of listed.split('\0').filter(Boolean)) cpSync(path.join(ROOT, file), path.join(copy, file));
	symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
	// .gitignore means a folder; here it is a link.
	writeFileSync(path.join(copy, '.git-exclude'), 'node_modules\n.git-exclude\n');
	succeed('git init -q && git config core.excludesFile .git-exclude && git add -A');
	succeed('git -c user.name=Test -c user.email=test@example.com commit -q -m Copy');
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('the steps of "Add an operation in five steps" lead from the template to a kept contract, and back', () => {
	const [scaffold = '', contract = '', docs = '', again = '', remove = '', ...more] = commandsOf(
		'Add an operation in five steps',
	);
	const [, resource, operation] = /-- (\w+) (\w+)$/.exec(scaffold) ?? [];
	expect([again, remove, more]).toEqual([contract, `${scaffold} --remove`, []]);

	const printed = succeed(scaffold);
	const file = `nodes/Wechat/resources/${resource}/${operation}.ts`;
	const [area = ''] = /simulator\/areas\/\w+\/area\.ts/.exec(printed) ?? [];
	expect(printed).toContain(file);
	succeed('npm run typecheck');
	succeed('npx oxfmt --check nodes simulator docs');
	succeed(`npx eslint ${file} ${area}`);
	const undecided = type(contract).output;
	expect(failuresIn(undecided)).toEqual([DECISIONS]);
	for (const place of [file, area]) expect(undecided).toContain(`${place}:`);

	const placeholder = `/cgi-bin/TODO/${resource}/${operation}`;
	edit(file, [
		['TODO: what the official page calls it in Chinese', '示例调用'],
		['TODO: say what it does, in one sentence without a period at its end', 'Show what an example gives'],
		[
			'https://developers.weixin.qq.com/TODO',
			'https://developers.weixin.qq.com/doc/service/api/example.html',
		],
		[placeholder, '/cgi-bin/example/call'],
		["response: { errcode: 0, errmsg: 'ok' }", "response: { errcode: 0, errmsg: 'ok', example: 1 }"],
	]);
	edit('nodes/Wechat/Wechat.node.json', [['"alias": [', '"alias": [\n    "示例调用",']]);
	edit(area, [
		[placeholder, '/cgi-bin/example/call'],
		[
			'TODO: "rule" is what the platform checks, and with which code it refuses',
			'Every account gets the example',
		],
		['TODO: "source" is the name of the official page', 'official page example/call'],
		[
			'TODO: "differs" is what the simulator does otherwise; without it, the status is covered',
			'The example is 1',
		],
		[
			"handle: () => ({ errcode: 0, errmsg: 'ok' })",
			"handle: () => ({ errcode: 0, errmsg: 'ok', example: 1 })",
		],
	]);
	const stale = type(contract).output;
	expect(stale).toContain('docs/operations.md: line');
	expect(stale).toContain('is out of date: run npm run docs');
	succeed(docs);
	succeed(again);

	succeed(remove);
	// The search word was written by hand, and is taken away by hand.
	expect(succeed('git status --porcelain').trim()).toBe('M nodes/Wechat/Wechat.node.json');
});
