import { pollUntil } from '../../host/pollUntil';
import type { Program, ProgramPlan } from '../../host/startProgram';
import { startProgram } from '../../host/startProgram';
import { isAlive, untilGone } from './processes';

jest.setTimeout(30_000);

/** Starts a script that does not end by itself, and waits until it has written `ready`. */
async function startReady(script: string, plan: Partial<ProgramPlan> = {}): Promise<Program> {
	const program = start(`${script}; console.log('ready')`, plan);
	await program.untilReady(() => /^ready$/m.test(program.output()), { intervalMs: 1 });
	return program;
}

function start(script: string, plan: Partial<ProgramPlan> = {}): Program {
	return startProgram({
		name: 'The program',
		command: [process.execPath, '-e', script],
		cwd: __dirname,
		env: { PATH: process.env.PATH },
		...plan,
	});
}

const LIVES_ON = 'setInterval(() => {}, 1000)';

describe('startProgram', () => {
	it('gives and logs what the program writes', async () => {
		const log = jest.fn();
		const program = await startReady(`console.log("a"); ${LIVES_ON}`, { log });
		expect(program.output()).toBe('a\nready');
		expect(log.mock.calls).toEqual([['a'], ['ready']]);
		await program.stop();
	});

	it('refuses to be ready when the program has ended, with the last lines of its log', async () => {
		const program = start('console.error("no database"); process.exit(3)');
		await expect(program.untilReady(() => false, { intervalMs: 1 })).rejects.toThrow(
			'The program ended with code 3 before it was ready. Last lines of its log:\nno database',
		);
		await expect(program.stop()).resolves.toBeUndefined();
	});

	it('refuses to be ready when the program has ended meanwhile, although it looks ready', async () => {
		const program = await startReady(LIVES_ON);
		const looksReady = async () => {
			await program.stop();
			return true;
		};
		await expect(program.untilReady(looksReady, { intervalMs: 1 })).rejects.toThrow(
			'The program ended with SIGTERM before it was ready. Last lines of its log:\nready',
		);
	});

	it('refuses to be ready when there is no such program', async () => {
		const program = start('', { command: ['no-such-program'] });
		await expect(program.untilReady(() => false, { intervalMs: 1 })).rejects.toThrow(
			/^The program could not be started: .*ENOENT/,
		);
		await expect(program.stop()).resolves.toBeUndefined();
	});

	it('refuses to wait longer than it was told to', async () => {
		const program = await startReady(LIVES_ON);
		await expect(program.untilReady(() => false, { timeoutMs: 5, intervalMs: 1 })).rejects.toThrow(
			'Waited 0.005 s for The program to become ready in vain; Last lines of its log:\nready',
		);
		await program.stop();
	});

	it('stop lets the program end by itself, and its own children with it', async () => {
		const program = await startReady(`
			const child = require('node:child_process').spawn(process.execPath, ['-e', '${LIVES_ON}']);
			process.once('SIGTERM', () => child.kill());
			child.once('exit', (code, signal) => {
				console.log('child ended with', signal);
				process.disconnect?.();
			});
		`);
		await program.stop();
		await pollUntil('its last line', async () => /SIGTERM/.test(program.output()) || undefined);
		expect(program.output()).toBe('ready\nchild ended with SIGTERM');
		await untilGone(program.pid);
	});

	it('stop kills a program that has not ended when its time is over', async () => {
		const program = await startReady(`process.on('SIGTERM', () => {}); ${LIVES_ON}`, { graceMs: 20 });
		await program.stop();
		expect(isAlive(program.pid)).toBe(false);
	});

	it('stop kills what the program has left behind', async () => {
		const program = await startReady(`
			const { pid } = require('node:child_process').spawn(process.execPath, ['-e', '${LIVES_ON}']);
			console.log(pid)
		`);
		await program.stop();
		await untilGone(Number(program.output().split('\n')[0]));
	});

	it('stop may come twice, at the same time and afterwards', async () => {
		const program = await startReady(LIVES_ON);
		await Promise.all([program.stop(), program.stop()]);
		expect(isAlive(program.pid)).toBe(false);
		await expect(program.stop()).resolves.toBeUndefined();
	});
});
