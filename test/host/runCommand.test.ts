import { runCommand } from '../../host/runCommand';

const options = { cwd: __dirname, env: { PATH: process.env.PATH } };
const run = async (script: string) => await runCommand(process.execPath, ['-e', script], options);

describe('runCommand', () => {
	it('gives standard output alone', async () => {
		await expect(run('console.log("a\\nb"); console.error("c")')).resolves.toBe('a\nb');
	});

	it('rejects with how the command ended and its last 30 lines', async () => {
		const script = 'for (let line = 1; line <= 40; line++) console.error(line); process.exit(2)';
		const lines = Array.from({ length: 30 }, (_, index) => index + 11);
		await expect(run(script)).rejects.toThrow(`-e ${script}" ended with code 2\n${lines.join('\n')}`);
	});

	it('rejects when there is no such command', async () => {
		await expect(runCommand('no-such-command', ['a'], options)).rejects.toThrow(
			/^"no-such-command a" could not be started: .*ENOENT/,
		);
	});
});
