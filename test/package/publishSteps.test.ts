import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findStep, type Job, readWorkflows } from './readWorkflows';

// Shells, git and npm are slow to start on a busy machine.
jest.setTimeout(120_000);

const jobs = readWorkflows()['publish.yml']?.jobs;
let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'wechat-mp-publish-'));
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

/** Runs a command in the folder; gives its exit code and what it printed. */
async function run(command: string, args: string[], env: Record<string, string> = {}) {
	try {
		const { stdout } = await promisify(execFile)(command, args, {
			cwd: folder,
			env: { ...process.env, ...env },
		});
		return { code: 0, output: stdout };
	} catch (error) {
		const { code, stdout = '', stderr = '' } = error as { code: unknown; stdout?: string; stderr?: string };
		return { code, output: stdout + stderr };
	}
}

/** Runs a step of the workflow as GitHub does, in the folder; gives its exit code. */
const runStep = async (job: Job | undefined, name: string, env: Record<string, string> = {}) =>
	(await run('bash', ['-e', '-c', findStep(job, name).run ?? ''], env)).code;

async function git(...args: string[]) {
	const author = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
	const { code, output } = await run('git', [...author, ...args]);
	if (code !== 0) throw new Error(`git ${args.join(' ')}: ${output}`);
}

it.each([
	['the newest commit of main', 'main', 0],
	['an older commit of main', 'main~1', 0],
	['a commit of another branch', 'other', 1],
])('a tag on %s: exit code %#', async (_, commit, expected) => {
	await git('init', '--quiet', '--initial-branch', 'main');
	for (const subject of ['first', 'second']) await git('commit', '--quiet', '--allow-empty', '-m', subject);
	await git('update-ref', 'refs/remotes/origin/main', 'main');
	await git('checkout', '--quiet', '-b', 'other', 'main~1');
	await git('commit', '--quiet', '--allow-empty', '-m', 'not reviewed');
	await git('checkout', '--quiet', '--detach', commit);
	expect(await runStep(jobs?.pack, 'The tag is on a commit of main')).toBe(expected);
});

it.each([
	['1.2.3', 0],
	['1.2.4', 1],
])('a tag %s on the version 1.2.3: exit code %i', async (tag, expected) => {
	await writeFile(path.join(folder, 'package.json'), '{"version":"1.2.3"}');
	const step = 'The tag is the version of the package';
	expect(await runStep(jobs?.pack, step, { GITHUB_REF_NAME: tag })).toBe(expected);
});

describe('the tarball', () => {
	let sha256: string;

	/** Packs a package as the first job does; the tarball then lies where the second job downloads it. */
	async function pack(manifest: object) {
		await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
		await mkdir(path.join(folder, 'dist'));
		const outputs = path.join(folder, 'outputs');
		expect(await runStep(jobs?.pack, 'Pack', { GITHUB_OUTPUT: outputs })).toBe(0);
		sha256 = /^sha256=([0-9a-f]{64})\n$/.exec(await readFile(outputs, 'utf8'))?.[1] ?? '';
		await writeFile(
			path.join(folder, 'package.tgz'),
			await readFile(path.join(folder, 'release', 'package.tgz')),
		);
	}
	const isTested = async () =>
		await runStep(jobs?.publish, 'The tarball is the one that was tested', { SHA256: sha256 });
	const isTagged = async (tag: string) =>
		await runStep(jobs?.publish, 'The tarball is the package and version of the tag', {
			GITHUB_REF_NAME: tag,
		});

	it('that was packed under the tag 1.2.3 is accepted', async () => {
		await pack({ name: 'n8n-nodes-wechat-mp', version: '1.2.3', files: ['dist'] });
		expect([await isTested(), await isTagged('1.2.3')]).toEqual([0, 0]);
	});

	it('that was changed after it was packed, or comes without a checksum, is refused', async () => {
		await pack({ name: 'n8n-nodes-wechat-mp', version: '1.2.3' });
		await writeFile(path.join(folder, 'package.tgz'), 'changed', { flag: 'a' });
		expect(await isTested()).not.toBe(0);
		sha256 = '';
		expect(await isTested()).not.toBe(0);
	});

	it.each([
		['another version', { name: 'n8n-nodes-wechat-mp', version: '1.2.4' }],
		['another package', { name: 'n8n-nodes-other', version: '1.2.3' }],
	])('of %s is refused', async (_, manifest) => {
		await pack(manifest);
		expect([await isTested(), await isTagged('1.2.3')]).toEqual([0, 1]);
	});
});
