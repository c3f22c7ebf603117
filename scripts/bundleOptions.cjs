'use strict';

/**
 * How a file of core/vendor becomes a bundle: in the build, and in the tests, which so run what is published. The scanner of
 * n8n refuses names that reach out of the package, wherever they stand.
 */
exports.bundleOptions = {
	bundle: true,
	format: 'cjs',
	platform: 'neutral',
	mainFields: ['module', 'main'],
	// Libraries that have a build for places without a page: the other one wants a DOM.
	conditions: ['worker'],
	target: 'es2022',
	// What libraries would tell a developer; nothing of it is part of a result.
	drop: ['console'],
	define: {
		// Every n8n has both.
		'globalThis.TextEncoder': 'TextEncoder',
		'globalThis.TextDecoder': 'TextDecoder',
		globalThis: 'undefined',
		console: 'undefined',
		// MathJax waits only for what it would load, and everything is in the bundle.
		setTimeout: 'undefined',
		clearTimeout: 'undefined',
	},
	logLevel: 'warning',
};
