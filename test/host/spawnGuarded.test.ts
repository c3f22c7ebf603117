import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { spawnGuarded } from '../../host/spawnGuarded';
import { isAlive, ROOT, runScript, type ScriptProcess, untilGone } from './processes';
import { temporaryFolder } from './temporaryFolder';

jest.setTimeout(30_000);

const node = (script: string): [string, ...string[]] => [process.execPath, '-e', script];
const options = { cwd: __dirname, env: { PATH: process.env.PATH } };

describe('spawnGuarded', () => {
	it('gives every line with its stream, then how the program ended', async () => {
		const lines: string[] = [];
		const { ended } = spawnGuarded(
			node('console.log("你好\\nb"); console.error("c"); process.stdout.write("d"); process.exitCode = 3'),
			{ ...options, onLine: (line, from) => lines.push(`${from} ${line}`) },
		);
		expect(await ended).toBe('ended with code 3');
		expect(lines.sort()).toEqual(['stderr c', 'stdout b', 'stdout d', 'stdout 你好']);
	});

	it('gives the input, and no variable but those of env', async () => {
		const lines: string[] = [];
		const script = `
			const seen = Object.keys(process.env).filter((name) => name !== 'PATH');
			process.stdin.on('data', (text) => console.log(String(text), seen.join()));
		`;
		const env = { ...options.env, ONLY: '1' };
		await spawnGuarded(node(script), {
			...options,
			env,
			input: 'hello',
			onLine: (line) => lines.push(line),
		}).ended;
		expect(lines).toEqual(['hello ONLY']);
	});

	it.each([
		['a signal', node('process.kill(process.pid, "SIGKILL")'), 'ended with SIGKILL'],
		['a program that leaves its input unread', node(''), 'ended with code 0'],
		['a program that is not there', ['no-such-program'] as [string], /^could not be started: .*ENOENT/],
	])('says how it ended: %s', async (_case, command, end) => {
		expect(await spawnGuarded(command, { ...options, input: 'x'.repeat(1_000_000) }).ended).toMatch(end);
	});

	it('listens for signals as long as there is a child', async () => {
		const before = process.listenerCount('SIGTERM');
		const { process: child, ended } = spawnGuarded(node('setInterval(() => {}, 1000)'), options);
		const during = process.listenerCount('SIGTERM');
		child.kill();
		await ended;
		expect(during).toBe(before + 1);
		expect(process.listenerCount('SIGTERM')).toBe(before);
	});
});

/** A child that no signal but SIGKILL ends; it writes its process id and that of a child of its own. */
const STUBBORN = `
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
	const { pid } = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
	console.log(process.pid, pid);
	setInterval(() => {}, 1000);
`;

describe('a child of a process that ends', () => {
	const folder = temporaryFolder();
	const pids: number[] = [];
	let parent: ScriptProcess;

	/** Starts a process that guards {@link STUBBORN}, whose data is a folder of its own, and runs `more` before it writes. */
	async function startParent(more = '', preload: string[] = []): Promise<string> {
		const data = path.join(folder(), 'data');
		mkdirSync(data);
		parent = runScript(
			`
				const { rmSync } = require('node:fs');
				const { spawnGuarded } = require('./host/spawnGuarded');
				const { data, command } = JSON.parse(process.argv[1]);
				spawnGuarded(command, {
					cwd: process.cwd(),
					env: process.env,
					ipc: true,
					cleanUp: () => rmSync(data, { recursive: true }),
					onLine: (line) => { ${more}; console.log(line); },
				});
			`,
			JSON.stringify({ data, command: [process.execPath, ...preload, '-e', STUBBORN] }),
		);
		pids.push(...(await parent.nextLine()).split(' ').map(Number));
		expect(pids.length).toBe(2);
		return data;
	}

	afterEach(() => {
		for (const pid of [parent.process.pid, ...pids.splice(0)])
			if (pid && isAlive(pid)) process.kill(pid, 'SIGKILL');
	});

	it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
		'is killed by %s with what it started, and its data removed',
		async (signal) => {
			const data = await startParent();
			parent.process.kill(signal);
			expect(await parent.end).toBe(signal);
			await Promise.all(pids.map(untilGone));
			expect(existsSync(data)).toBe(false);
		},
	);

	it.each([
		['an uncaught exception', 'setImmediate(() => { throw new Error("broken") })', 1],
		['process.exit', 'setImmediate(() => process.exit(7))', 7],
	])('is killed by %s with what it started, and its data removed', async (_case, more, code) => {
		const data = await startParent(more);
		expect(await parent.end).toBe(code);
		await Promise.all(pids.map(untilGone));
		expect(existsSync(data)).toBe(false);
	});

	it('lives on after any number of Ctrl-C while the parent has a handler of its own, and ends with it', async () => {
		const data = await startParent('process.on("SIGINT", () => console.log("asked"))');
		for (const _time of ['first', 'second']) {
			parent.process.kill('SIGINT');
			expect(await parent.nextLine()).toBe('asked');
		}
		expect(pids.map(isAlive)).toEqual([true, true]);
		expect(existsSync(data)).toBe(true);
		parent.process.kill('SIGTERM');
		expect(await parent.end).toBe('SIGTERM');
		await Promise.all(pids.map(untilGone));
		expect(existsSync(data)).toBe(false);
	});

	it('is killed with what it started when the parent is killed with -9, if exitWithParent is loaded', async () => {
		const guard = path.join(ROOT, 'host', 'exitWithParent.ts');
		await startParent('', ['--require', 'tsx/cjs', '--require', guard]);
		parent.process.kill('SIGKILL');
		await Promise.all(pids.map(untilGone));
	});
});
