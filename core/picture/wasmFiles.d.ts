/** The WebAssembly of a codec as it stands in a bundle: deflated. */
declare module '*.wasm' {
	const bytes: Uint8Array;
	export default bytes;
}
