import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { guardChild, stopChild } from '../../host/childGuard';
import { pollUntil } from '../../host/pollUntil';

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};
const untilGone = async (pid: number): Promise<boolean> =>
	await pollUntil(`process ${pid} to end`, async () => !isAlive(pid) || undefined, { intervalMs: 5 });

/** Runs a script and waits for the first line it writes. */
async function run(script: string): Promise<{ child: ChildProcess; line: string }> {
	const child = spawn(process.execPath, ['-e', script], {
		detached: true,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
	return { child, line: chunk.toString().trim() };
}

describe('stopChild', () => {
	it('ends a child with SIGTERM', async () => {
		const { child } = await run('console.log(1); setInterval(() => {}, 1000)');
		await stopChild(child, 5_000);
		expect(child.signalCode).toBe('SIGTERM');
	});

	it('kills a child that ignores SIGTERM after the grace period', async () => {
		const { child } = await run(
			'process.on("SIGTERM", () => {}); console.log(1); setInterval(() => {}, 1000)',
		);
		await stopChild(child, 20);
		expect(child.signalCode).toBe('SIGKILL');
	});

	it('kills what the child started as well', async () => {
		const { child, line } = await run(`
			const { pid } = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
			console.log(pid);
			setInterval(() => {}, 1000);
		`);
		await stopChild(child, 5_000);
		await expect(untilGone(Number(line))).resolves.toBe(true);
	});

	it('returns at once for a child that has ended', async () => {
		const { child } = await run('console.log(1)');
		await once(child, 'exit');
		await expect(stopChild(child, 60_000)).resolves.toBeUndefined();
	});
});

describe('guardChild', () => {
	it('listens for signals as long as there is a child', async () => {
		const before = process.listenerCount('SIGTERM');
		const { child } = await run('console.log(1); setInterval(() => {}, 1000)');
		guardChild(child);
		expect(process.listenerCount('SIGTERM')).toBe(before + 1);
		await stopChild(child, 5_000);
		expect(process.listenerCount('SIGTERM')).toBe(before);
	});
});
