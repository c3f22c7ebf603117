/** The WebAssembly of a codec in a bundle, deflated. */
declare module '*.wasm' {
	const bytes: Uint8Array;
	export default bytes;
}
