/** All that the code of the codecs finds of the world: pixels, and the arrays that hold them. */
class PixelData {
	constructor(data, width, height) {
		this.data = data;
		this.width = width;
		this.height = height;
	}
}

export const CODEC_SCOPE = { ImageData: PixelData, Uint8Array, Uint8ClampedArray };
export { PixelData as ImageData };
