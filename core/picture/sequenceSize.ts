/**
 * Reads how many pixels the frames of an AV1 sequence have at most.
 *
 * @param bytes a sequence header; bits behind its end are zeros
 * @see https://aomediacodec.github.io/av1-spec/ 5.5
 */
export function sequenceSize(bytes: Buffer): number {
	let at = 0;
	const read = (bits: number): number => {
		let value = 0;
		for (let left = bits; left > 0; left--, at++)
			value = value * 2 + (((bytes[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1);
		return value;
	};
	const isSet = () => read(1) === 1;
	// Profile, and whether it is a still picture.
	read(4);
	if (isSet()) read(5);
	else skipOperatingPoints(read, isSet);
	const widthBits = read(4) + 1;
	const heightBits = read(4) + 1;
	return (read(widthBits) + 1) * (read(heightBits) + 1);
}

function skipOperatingPoints(read: (bits: number) => number, isSet: () => boolean): void {
	let delayBits = 0;
	if (isSet()) {
		// Ticks and time scale.
		read(64);
		if (isSet()) skipExponential(read, isSet);
		if (isSet()) {
			delayBits = read(5) + 1;
			read(42);
		}
	}
	const hasDisplayDelay = isSet();
	for (let points = read(5) + 1; points > 0; points--) {
		read(12);
		// Only high levels have a tier.
		if (read(5) > 7) read(1);
		if (delayBits > 0 && isSet()) read(2 * delayBits + 1);
		if (hasDisplayDelay && isSet()) read(4);
	}
}

/** A number behind as many zeros as it has bits. */
function skipExponential(read: (bits: number) => number, isSet: () => boolean): void {
	let zeros = 0;
	while (zeros < 32 && !isSet()) zeros++;
	if (zeros < 32) read(zeros);
}
