/**
 * The compiler's and the linter's findings in all TypeScript, from one program: the rules use the types that the compiler has just
 * determined, and nothing is read or checked twice. `npx eslint` and `npx tsc` report the same separately.
 */
import path from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';

const ROOT = path.resolve(import.meta.dirname, '..');
const host = {
	getCanonicalFileName: (file) => file,
	getCurrentDirectory: () => ROOT,
	getNewLine: () => '\n',
};

/** The program of tsconfig.lint.json. */
function readProgram() {
	const config = ts.getParsedCommandLineOfConfigFile(
		path.join(ROOT, 'tsconfig.lint.json'),
		{},
		{
			...ts.sys,
			onUnRecoverableConfigFileDiagnostic: (finding) => {
				throw new Error(ts.formatDiagnostic(finding, host));
			},
		},
	);
	return ts.createProgram({
		rootNames: config.fileNames,
		options: config.options,
		configFileParsingDiagnostics: config.errors,
	});
}

const program = readProgram();
const wrong = ts.sortAndDeduplicateDiagnostics([
	...program.getConfigFileParsingDiagnostics(),
	...program.getOptionsDiagnostics(),
	...program.getSyntacticDiagnostics(),
	...program.getGlobalDiagnostics(),
	...program.getSemanticDiagnostics(),
]);
if (wrong.length > 0) {
	const format = process.stdout.isTTY ? ts.formatDiagnosticsWithColorAndContext : ts.formatDiagnostics;
	console.log(format(wrong, host));
	process.exitCode = 1;
}

const eslint = new ESLint({
	cwd: ROOT,
	overrideConfig: {
		files: ['**/*.ts'],
		languageOptions: { parserOptions: { project: null, programs: [program] } },
	},
});
const results = await eslint.lintFiles(['.']);
const text = await (await eslint.loadFormatter('stylish')).format(results);
if (text) console.log(text);
if (results.some(({ errorCount }) => errorCount > 0)) process.exitCode = 1;
