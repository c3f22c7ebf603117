import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { installHost } from '../host/install';
import { hostRelease, hostVersions } from '../host/versions';
import { readMatrixOptions, type TestedVersion, type TestedWith, TESTED_FILE } from './matrix/testedWith';

const ROOT = path.dirname(__dirname);

/**
 * `npm run test:matrix -- [--versions a,b] [--json] [--record]`: runs the suites in test/matrix on one n8n after another. The last line is
 * `{"<version>":{"passed":n,"failed":n,"seconds":n}}`; `--record` stores it for the table in README, `--json` omits the output of
 * successful suites.
 */
async function main(): Promise<void> {
	const { versions, json, record } = readMatrixOptions(process.argv.slice(2), hostVersions());
	// Resolve all of them before the first installation, so that a typing error does not show up after half an hour.
	const releases = versions.map((version) => hostRelease(version));
	const results: Record<string, { passed: number; failed: number; seconds: number }> = {};
	const tested: TestedWith = {};
	for (const { n8n, node } of releases) {
		say(`n8n ${n8n} on Node.js ${node}`);
		await installHost({ version: n8n, log: say });
		const startedAt = Date.now();
		const { passed, failed } = await runSuites(n8n, json);
		const seconds = Math.round((Date.now() - startedAt) / 1000);
		results[n8n] = { passed, failed, seconds };
		tested[n8n] = { passed, failed, node, date: new Date().toISOString().slice(0, 10) };
		say(`n8n ${n8n}: ${passed} passed, ${failed} failed in ${seconds} s`);
	}
	if (record) await keep(tested);
	process.stdout.write(`${JSON.stringify(results)}\n`);
	if (Object.values(results).some(({ passed, failed }) => failed > 0 || passed === 0)) process.exitCode = 1;
}

/** Shows progress, separately from the result. */
function say(line: string): void {
	process.stderr.write(`${line}\n`);
}

/** Runs the suites in a separate process; a failure to start counts as one failure. */
async function runSuites(version: string, quiet: boolean): Promise<{ passed: number; failed: number }> {
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-wechat-mp-matrix-'));
	const report = path.join(folder, 'report.json');
	const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
	const words = ['-c', 'jest.matrix.config.cjs', '--json', `--outputFile=${report}`];
	try {
		const child = spawn(process.execPath, [jest, ...words, ...(quiet ? ['--silent'] : [])], {
			cwd: ROOT,
			env: { ...process.env, N8N_UNDER_TEST: version },
			// Jest reports on stderr; its JSON is read from the file.
			stdio: ['ignore', 'ignore', 'inherit'],
		});
		await once(child, 'exit');
		const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
			await readFile(report, 'utf8'),
		) as Record<'numPassedTests' | 'numFailedTests' | 'numRuntimeErrorTestSuites', number>;
		return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
	} catch (error) {
		say(`the suites gave no report: ${error instanceof Error ? error.message : String(error)}`);
		return { passed: 0, failed: 1 };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Versions that were not run this time keep their earlier results. */
async function keep(tested: TestedWith): Promise<void> {
	const before = JSON.parse(await readFile(TESTED_FILE, 'utf8').catch(() => '{}')) as Record<
		string,
		TestedVersion
	>;
	await writeFile(TESTED_FILE, `${JSON.stringify({ ...before, ...tested }, undefined, 2)}\n`);
	say('recorded; npm run docs puts it into README');
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
