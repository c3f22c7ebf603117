import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installHost } from '../../host/install';
import type { Step } from '../../host/installSteps';
import { installationPaths } from '../../host/installSteps';
import { temporaryFolder } from './temporaryFolder';

describe('installHost', () => {
	const cache = temporaryFolder();

	/** What is in the cache beside the files of the locks, which stay. */
	const cached = (): string[] => readdirSync(cache()).filter((name) => !name.endsWith('.lock'));

	/** A recipe that makes the files of an installation, and counts how often each step runs. */
	function recipe(fail?: { second: boolean }): { steps: Step[]; runs: string[] } {
		const runs: string[] = [];
		const put = (file: string): void => {
			if (path.isAbsolute(path.relative(cache(), file)) || file === process.execPath) return;
			mkdirSync(path.dirname(file), { recursive: true });
			writeFileSync(file, 'x');
		};
		const first: Step = {
			name: 'first',
			title: 'make the files',
			run: async ({ dir }) => {
				runs.push('first');
				const { nodeBin, n8nBin, sqlite } = installationPaths(dir);
				[nodeBin, n8nBin, sqlite].forEach(put);
			},
		};
		const second: Step = {
			name: 'second',
			title: 'look at them',
			run: async ({ dir }) => {
				runs.push('second');
				if (fail?.second) throw new Error('no compiler');
				expect(existsSync(installationPaths(dir).n8nBin)).toBe(true);
			},
		};
		return { steps: [first, second], runs };
	}

	it('runs the steps in order and gives paths below host-<hash> that exist', async () => {
		const { steps, runs } = recipe();
		const host = await installHost({ cache: cache(), hash: 'abc', steps });
		expect(runs).toEqual(['first', 'second']);
		expect(host.dir).toBe(path.join(cache(), 'host-abc'));
		expect(host.n8nBin.startsWith(host.dir)).toBe(true);
		expect(existsSync(host.n8nBin)).toBe(true);
		expect(cached()).toEqual(['host-abc']);
	});

	it('does nothing the second time', async () => {
		const { steps } = recipe();
		const first = await installHost({ cache: cache(), hash: 'abc', steps });
		const again = recipe();
		const log = jest.fn();
		await expect(installHost({ cache: cache(), hash: 'abc', steps: again.steps, log })).resolves.toEqual(
			first,
		);
		expect(again.runs).toEqual([]);
		expect(log).not.toHaveBeenCalled();
	});

	it('installs once when two runs start together', async () => {
		const { steps, runs } = recipe();
		const options = { cache: cache(), hash: 'abc', steps };
		const [a, b] = await Promise.all([installHost(options), installHost(options)]);
		expect(a).toEqual(b);
		expect(runs).toEqual(['first', 'second']);
		expect(cached()).toEqual(['host-abc']);
	});

	it('leaves no final folder when a step fails, and continues with that step next time', async () => {
		const failing = recipe({ second: true });
		await expect(installHost({ cache: cache(), hash: 'abc', steps: failing.steps })).rejects.toThrow(
			'no compiler',
		);
		expect(existsSync(path.join(cache(), 'host-abc'))).toBe(false);

		const { steps, runs } = recipe();
		await installHost({ cache: cache(), hash: 'abc', steps });
		expect(runs).toEqual(['second']);
		expect(cached()).toEqual(['host-abc']);
	});

	it('starts over when an interrupted run finished no step', async () => {
		const leftover = path.join(cache(), 'host-abc.partial-1-1');
		mkdirSync(path.join(leftover, 'node_modules'), { recursive: true });
		writeFileSync(path.join(leftover, 'finished-steps.json'), '["fir');
		const { steps, runs } = recipe();
		await installHost({ cache: cache(), hash: 'abc', steps });
		expect(runs).toEqual(['first', 'second']);
		expect(cached()).toEqual(['host-abc']);
	});

	it('installs again when part of the installation was deleted', async () => {
		const options = { cache: cache(), hash: 'abc', steps: recipe().steps };
		const { n8nBin } = await installHost(options);
		rmSync(n8nBin);
		const { steps, runs } = recipe();
		await installHost({ ...options, steps });
		expect(runs).toEqual(['first', 'second']);
		expect(existsSync(n8nBin)).toBe(true);
	});

	it('keeps installations of other hashes', async () => {
		await installHost({ cache: cache(), hash: 'old', steps: recipe().steps });
		await installHost({ cache: cache(), hash: 'new', steps: recipe().steps });
		expect(cached().sort()).toEqual(['host-new', 'host-old']);
	});

	it('reports every step with the seconds gone by', async () => {
		const lines: string[] = [];
		await installHost({
			cache: cache(),
			hash: 'abc',
			steps: recipe().steps,
			log: (line) => lines.push(line),
		});
		expect(lines.join('\n')).toMatch(
			/\[ +\d+ s\] step 1 of 2: make the files\n\[ +\d+ s\] step 2 of 2: look at them/,
		);
	});

	it('writes the versions into the marker', async () => {
		const { dir } = await installHost({ cache: cache(), hash: 'abc', steps: recipe().steps });
		const marker: unknown = JSON.parse(readFileSync(path.join(dir, 'installed.json'), 'utf8'));
		expect(marker).toMatchObject({
			n8n: expect.stringMatching(/^\d+\.\d+\.\d+$/),
			node: expect.stringMatching(/^24\./),
		});
	});
});
