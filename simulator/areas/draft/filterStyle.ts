/** Values that need something the platform does not keep: variables, external files, scripts. */
const REFUSED_VALUE = /var\(|expression\(|javascript:|@import|-moz-binding/i;
const REFUSED_PROPERTY = /^(position|z-index|behavior|--.*)$/i;
const ADDRESS = /url\(\s*["']?([^"')]*)/i;

/**
 * The platform's filter for an inline style: removes `position`, variables and pictures from outside.
 *
 * @param style declarations, as in a `style` attribute
 */
export function filterStyle(style: string): string {
	return style
		.split(/;(?![^(]*\))/)
		.map((declaration) => declaration.trim())
		.filter((declaration) => {
			const [property = '', ...rest] = declaration.split(':');
			const value = rest.join(':');
			if (property === '' || value === '') return false;
			if (REFUSED_PROPERTY.test(property.trim()) || REFUSED_VALUE.test(value)) return false;
			const address = ADDRESS.exec(value)?.[1];
			return address === undefined || /^https?:\/\/[^/]*\.(qpic|qlogo)\.cn\//i.test(address);
		})
		.join('; ');
}
