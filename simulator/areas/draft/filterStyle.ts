/** Values that need something the platform does not keep: variables, external files, scripts. */
const REFUSED_VALUE = /var\(|expression\(|image-set\(|javascript:|progid:|@import/i;
const REFUSED_PROPERTY = /^(position|z-index|(-ms-)?behavior|-moz-binding|-o-link(-source)?|--.*)$/i;
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
			const value = legible(rest.join(':'));
			if (property === '' || value === '') return false;
			if (REFUSED_PROPERTY.test(property.trim()) || REFUSED_VALUE.test(value)) return false;
			const address = ADDRESS.exec(value)?.[1];
			return address === undefined || /^https?:\/\/[^/]*\.(qpic|qlogo)\.cn\//i.test(address);
		})
		.join('; ');
}

/** Without comments and with escaped characters as they are, since browsers read values that way. */
function legible(value: string): string {
	const [start = '', ...others] = value.split('/*');
	const bare = [start, ...others.map((part) => part.split('*/').slice(1).join('*/'))].join('');
	return bare.replace(/\\([0-9a-f]{1,6})\s?/gi, (_escape, hex: string) => {
		const code = Number.parseInt(hex, 16);
		return code > 0x10ffff ? '' : String.fromCodePoint(code);
	});
}
