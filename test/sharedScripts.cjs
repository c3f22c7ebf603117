'use strict';

const { statSync } = require('node:fs');
const path = require('node:path');
const { Script, SyntheticModule } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/**
 * Jest gives every test file modules of its own, and so reads, transforms and compiles n8n-core, its libraries and our code
 * anew for each: a third of the time of the in-process tests. Here a worker process does that once for every file; only
 * running it is done anew, in the context of the test file. Modules, globals and realms stay apart as ever.
 */
const transformed = new Map();
const scripts = new Map();

const LIBRARY = `${path.sep}node_modules${path.sep}`;

/** What tells versions of a file apart. Libraries do not change while tests run. */
function versionOf(file) {
	if (file.includes(LIBRARY)) return '';
	const { mtimeMs, size } = statSync(file);
	return `${mtimeMs} ${size}`;
}

/** Transforms a file once in this process; Jest's cache on the disk is asked for the first time only. */
function shareTransforms(transformCache, rootDir) {
	const transform = transformCache.transform.bind(transformCache);
	transformCache.transform = (file, options) => {
		const key = [rootDir, Boolean(options?.isInternalModule), file].join('\0');
		const version = versionOf(file);
		const known = transformed.get(key);
		if (known?.version !== version) {
			const code = transform(file, options);
			transformed.set(key, {
				version,
				code,
				entry: transformCache.transforms.get(file),
				map: transformCache.sourceMaps.get(file),
			});
			return code;
		}
		if (known.entry) transformCache.transforms.set(file, known.entry);
		if (known.map) transformCache.sourceMaps.set(file, known.map);
		return known.code;
	};
}

/** Compiles a file once in this process. What does not compile this way is left to Jest, whose messages explain it. */
function shareScripts(executor) {
	const compile = executor.compile.bind(executor);
	const head = `(function(${executor.injectedModuleParameters.join(',')}){`;
	executor.compile = (code, file) => {
		const context = executor.environment.getVmContext();
		if (context === null) return compile(code, file);
		let known = scripts.get(file);
		if (known?.code !== code || known.head !== head) {
			try {
				// The offset keeps columns in stacks what they are without the head.
				known = {
					head,
					code,
					script: new Script(`${head}${code}\n})`, { filename: file, columnOffset: -head.length }),
				};
			} catch {
				return compile(code, file);
			}
			scripts.set(file, known);
		}
		return known.script.runInContext(context);
	};
}

class SharedScripts extends Runtime {
	constructor(config, environment, resolver, transformer, cacheFS, coverageOptions, ...rest) {
		super(config, environment, resolver, transformer, cacheFS, coverageOptions, ...rest);
		// Coverage counts each run of a script apart; with --experimental-vm-modules a script may import.
		if (coverageOptions.collectCoverage || SyntheticModule) return;
		shareTransforms(this.transformCache, config.rootDir);
		shareScripts(this.executor);
	}
}

module.exports = SharedScripts;
