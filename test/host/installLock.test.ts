import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { acquireLock } from '../../host/installLock';
import { runScript } from './processes';
import { temporaryFolder } from './temporaryFolder';

jest.setTimeout(30_000);

describe('acquireLock', () => {
	const folder = temporaryFolder();
	const file = (): string => path.join(folder(), 'a.lock');

	it('writes the process id into the file, instead of that of an earlier holder', async () => {
		writeFileSync(file(), '99999999');
		const release = await acquireLock(file());
		expect(readFileSync(file(), 'utf8')).toBe(String(process.pid));
		await release();
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

	it.each([
		['new', undefined],
		['left by an earlier holder', '999999'],
	])('never lets two of twenty contenders in at once when the file is %s', async (_case, content) => {
		if (content !== undefined) writeFileSync(file(), content);
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
	});

	it('waits for another process, names it, and gets the lock when that is killed with -9', async () => {
		const holder = runScript(
			`
				const { acquireLock } = require('./host/installLock');
				// A lock whose release nobody keeps goes with the next garbage collection.
				acquireLock(process.argv[1]).then((release) => { globalThis.release = release; console.log('held'); });
				setInterval(() => {}, 1000);
			`,
			file(),
		);
		const onWait = jest.fn(() => holder.process.kill('SIGKILL'));
		try {
			expect(await holder.nextLine()).toBe('held');
			const release = await acquireLock(file(), { pollMs: 5, onWait });
			await release();
		} finally {
			holder.process.kill('SIGKILL');
		}
		expect(onWait).toHaveBeenCalledWith(String(holder.process.pid));
	});
});
