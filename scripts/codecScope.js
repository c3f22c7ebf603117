/** All that the code of the codecs finds of the world: pixels, and the arrays that hold them. */
class PixelData {
	constructor(data, width, height) {
		this.data = data;
		this.width = width;
		this.height = height;
	}
}

/** Where the code of the codecs writes what it would tell a developer: nowhere. */
export const CODEC_CONSOLE = { log() {}, warn() {}, error() {} };
export const CODEC_SCOPE = { ImageData: PixelData, Uint8Array, Uint8ClampedArray };
export { PixelData as ImageData };
