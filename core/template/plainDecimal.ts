/**
 * Writes a number without exponent and without rounding noise such as 0.30000000000000004: a double has 15 decimal digits to
 * rely on.
 *
 * @param value finite
 */
export function plainDecimal(value: number): string {
	if (Number.isInteger(value)) return BigInt(value).toString();
	const text = Number(value.toPrecision(15)).toString();
	return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

/** @returns how many digits a number has after the point, noise apart */
export function decimalsOf(value: number): number {
	return Number.isFinite(value) ? (plainDecimal(value).split('.')[1] ?? '').length : 0;
}
