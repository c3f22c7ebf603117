import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import axios from 'axios';

const ROOT = join(__dirname, '../..');

function run(...options: string[]) {
	return spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'simulator/cli.ts'), ...options], {
		cwd: ROOT,
	});
}

it('prints one JSON object with the URLs first, serves, and ends on SIGTERM', async () => {
	const child = run('--port', '0', '--seed', 'cli');
	const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
	const urls = JSON.parse(line) as Record<string, string>;
	expect(Object.keys(urls)).toEqual(['api', 'open', 'mp', 'control', 'ui']);
	for (const url of Object.values(urls)) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
	expect(urls.control).toBe(`${urls.api}/_sim`);
	const { data } = await axios.get<{ accounts: unknown[] }>(`${urls.control}/state`, { proxy: false });
	expect(data.accounts).toEqual([]);
	child.kill('SIGTERM');
	expect(await once(child, 'exit')).toEqual([0, null]);
}, 30_000);

it.each(['--port=x', '--port=70000', '--unknown'])(
	'explains itself and exits 1 for %s',
	async (option) => {
		const child = run(option);
		const chunks: Buffer[] = [];
		child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
		const [code] = (await once(child, 'close')) as [number];
		expect(code).toBe(1);
		expect(Buffer.concat(chunks).toString()).toContain('usage: npm run simulator');
	},
	30_000,
);
