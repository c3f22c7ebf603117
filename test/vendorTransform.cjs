'use strict';

const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { bundleOptionsOf } = require('../scripts/bundleOptions.cjs');

const lock = path.join(__dirname, '..', 'package-lock.json');

/** Tests run the bundles that the build makes of core/vendor: most of its libraries are modules that Jest cannot read. */
module.exports = {
	process: (_text, file) => {
		const { outputFiles } = esbuild.buildSync({
			...bundleOptionsOf(file),
			entryPoints: [file],
			write: false,
		});
		return { code: outputFiles[0].text };
	},
	getCacheKey: (text, file) =>
		createHash('sha256')
			.update(JSON.stringify([text, file, bundleOptionsOf(file)]))
			.update(readFileSync(lock))
			.digest('hex'),
};
