import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Release } from '../../host/installLock';
import { acquireLock } from '../../host/installLock';
import { temporaryFolder } from './temporaryFolder';

describe('acquireLock', () => {
	const folder = temporaryFolder();
	const file = (): string => path.join(folder(), 'a.lock');
	const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

	it('creates the file with the pid and the release removes it', async () => {
		const release = await acquireLock(file());
		expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ pid: process.pid });
		await release();
		expect(readdirSync(folder())).toEqual([]);
	});

	it('makes a second contender wait for the release of the first', async () => {
		const order: string[] = [];
		const releaseFirst = await acquireLock(file());
		let sawWaiting: () => void = () => undefined;
		const waiting = new Promise<void>((resolve) => (sawWaiting = resolve));
		const second = acquireLock(file(), { pollMs: 5, onWait: () => sawWaiting() }).then((release) => {
			order.push('second got it');
			return release;
		});
		await waiting;
		order.push('first releases');
		await releaseFirst();
		await (
			await second
		)();
		expect(order).toEqual(['first releases', 'second got it']);
	});

	it('tells a waiting contender who holds it', async () => {
		const release = await acquireLock(file());
		let second: Promise<Release> | undefined;
		const holder = await new Promise((resolve) => {
			second = acquireLock(file(), { pollMs: 5, onWait: resolve });
		});
		await release();
		await (
			await second
		)?.();
		expect(holder).toMatchObject({ pid: process.pid });
	});

	it('never lets two of twenty contenders in at once, although the lock was stale', async () => {
		writeFileSync(file(), JSON.stringify({ pid: deadPid(), token: 'gone' }));
		let inside = 0;
		let most = 0;
		await Promise.all(
			Array.from({ length: 20 }, async () => {
				const release = await acquireLock(file(), { pollMs: 1 });
				most = Math.max(most, ++inside);
				await new Promise((resolve) => setImmediate(resolve));
				inside--;
				await release();
			}),
		);
		expect(most).toBe(1);
		expect(readdirSync(folder())).toEqual([]);
	});

	it('takes over the lock of a process that is gone', async () => {
		writeFileSync(file(), JSON.stringify({ pid: deadPid(), token: 'gone' }));
		const onWait = jest.fn();
		const release = await acquireLock(file(), { pollMs: 1, onWait });
		expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ pid: process.pid });
		expect(onWait).not.toHaveBeenCalled();
		await release();
	});

	it.each([
		['of a living process', JSON.stringify({ pid: process.pid, token: 'somebody' })],
		['that is not JSON', '{'],
	])('takes over a lock %s that was not touched for staleMs', async (_case, content) => {
		writeFileSync(file(), content);
		const old = new Date(Date.now() - 60_000);
		utimesSync(file(), old, old);
		const release = await acquireLock(file(), { pollMs: 1, staleMs: 30_000 });
		await release();
		expect(existsSync(file())).toBe(false);
	});

	it('clears a takeover that was itself cut short', async () => {
		const lost = JSON.stringify({ pid: deadPid(), token: 'gone' });
		writeFileSync(file(), lost);
		writeFileSync(`${file()}.takeover`, lost);
		const release = await acquireLock(file(), { pollMs: 1 });
		await release();
		expect(readdirSync(folder())).toEqual([]);
	});

	it('leaves a lock alone on release that somebody else has taken over', async () => {
		const release = await acquireLock(file());
		writeFileSync(file(), JSON.stringify({ pid: process.pid, token: 'another' }));
		await release();
		expect(existsSync(file())).toBe(true);
	});
});
