/**
 * Formats a number without exponent and without rounding errors such as 0.30000000000000004: 15 decimal digits of a double are reliable.
 *
 * @param value finite
 */
export function plainDecimal(value: number): string {
	if (Number.isInteger(value)) return BigInt(value).toString();
	const text = Number(value.toPrecision(15)).toString();
	return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

/** @returns the number of decimal places, ignoring rounding errors */
export function decimalsOf(value: number): number {
	return Number.isFinite(value) ? (plainDecimal(value).split('.')[1] ?? '').length : 0;
}
