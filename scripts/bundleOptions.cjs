'use strict';

const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { deflateRawSync } = require('node:zlib');

/**
 * How a file of core/vendor becomes a bundle: in the build, and in the tests, which so run what is published. The scanner of
 * n8n refuses names that reach out of the package, wherever they stand.
 */
const libraryOptions = {
	bundle: true,
	format: 'cjs',
	platform: 'neutral',
	mainFields: ['module', 'main'],
	// Libraries that have a build for places without a page: the other one wants a DOM.
	conditions: ['worker'],
	target: 'es2022',
	alias: { 'node:stream/web': require.resolve('./webStreams.cjs') },
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

const CODECS = {
	'@jsquash/avif/codec/dec/avif_dec.wasm': 'avif-decoder',
	'@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm': 'jpeg-decoder',
	'@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm': 'jpeg-encoder',
	'@jsquash/png/codec/pkg/squoosh_png_bg.wasm': 'png',
	'@jsquash/webp/codec/dec/webp_dec.wasm': 'webp-decoder',
};
const CACHE = path.join(__dirname, '..', '.cache', 'codecs');

/** 64 KB each. */
const MAX_PAGES = 8192;
const MEMORY_SECTION = 5;
const HEADER_BYTES = 8;

/** A number as WebAssembly writes it: seven bits a byte, the lowest first. */
function readNumber(bytes, start) {
	let value = 0;
	let end = start;
	for (let shift = 0; ; shift += 7) {
		const byte = bytes[end++];
		value |= (byte & 0x7f) << shift;
		if (byte < 0x80) return { value, end };
	}
}

function writeNumber(value) {
	return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...writeNumber(value >>> 7)];
}

/**
 * Writes into a codec how much memory it may ever take, which the engine then enforces: the files that it reads come from
 * strangers.
 *
 * @param {Buffer} codec with one memory of its own
 * @returns {Buffer}
 */
function limitMemory(codec) {
	for (let start = HEADER_BYTES; start < codec.length;) {
		const { value: length, end: content } = readNumber(codec, start + 1);
		if (codec[start] !== MEMORY_SECTION) {
			start = content + length;
			continue;
		}
		const { value: least } = readNumber(codec, content + 2);
		const section = [1, 1, ...writeNumber(least), ...writeNumber(MAX_PAGES)];
		return Buffer.concat([
			codec.subarray(0, start),
			Buffer.from([MEMORY_SECTION, ...writeNumber(section.length), ...section]),
			codec.subarray(content + length),
		]);
	}
	throw new Error('The codec has no memory of its own');
}

/** The WebAssembly of the codecs stands in their bundles, deflated: a third of its size. */
function deflated() {
	mkdirSync(CACHE, { recursive: true });
	return Object.fromEntries(
		Object.entries(CODECS).map(([library, name]) => {
			const file = path.join(CACHE, `${name}.deflated`);
			const own = `${file}.${process.pid}`;
			writeFileSync(own, deflateRawSync(limitMemory(readFileSync(require.resolve(library))), { level: 9 }));
			renameSync(own, file);
			return [library, file];
		}),
	);
}

/**
 * What codecs need besides: their code was made for browsers, and looks for what a browser or Node.js has to load its
 * WebAssembly with. It is given the bytes instead, and finds nothing else.
 */
function codecOptions() {
	const { define } = libraryOptions;
	const absent = [
		'clearInterval',
		'document',
		'fetch',
		'global',
		'importScripts',
		'process',
		'self',
		'window',
	];
	return {
		...libraryOptions,
		alias: deflated(),
		loader: { '.deflated': 'binary' },
		inject: [path.join(__dirname, 'codecScope.js')],
		define: {
			...define,
			...Object.fromEntries([...absent, 'XMLHttpRequest'].map((name) => [name, 'undefined'])),
			console: 'CODEC_CONSOLE',
			globalThis: 'CODEC_SCOPE',
			'import.meta.url': '""',
		},
	};
}

const CODEC_BUNDLE = /(?:^|[\\/])(?:avif|pictures|voice)\.ts$/;

/**
 * Says how a file of core/vendor is bundled.
 *
 * @param {string} file its path
 * @returns {import('esbuild').BuildOptions}
 */
exports.bundleOptionsOf = (file) => (CODEC_BUNDLE.test(file) ? codecOptions() : libraryOptions);
