import { readDeclarations, writeDeclarations } from './declarations';
import { type Element, elementsOf, isNamed, type Root } from './tree';

const REFERENCE = /^url\(\s*["']?#([^)"']+)["']?\s*\)/;
const PAINTS: readonly string[] = ['fill', 'stroke'];

/**
 * Gives shapes of drawings that are painted with a gradient its first color: articles have no ids by which a shape finds its gradient, and a
 * shape that does not find it is invisible.
 *
 * @param root of the document with its gradients
 * @param clean the same without them, which is changed
 */
export function paintPlainly(root: Root, clean: Root): void {
	const colors = new Map<string, string>();
	for (const one of elementsOf(root)) {
		if (isNamed(one, 'linearGradient', 'radialGradient'))
			colors.set(String(one.properties.id), firstColor(one));
	}
	const plain = (paint: string) => {
		const [, id] = REFERENCE.exec(paint) ?? [];
		return id === undefined ? paint : (colors.get(id) ?? 'currentColor');
	};
	for (const { properties } of elementsOf(clean)) {
		for (const name of PAINTS) {
			if (properties[name] !== undefined) properties[name] = plain(String(properties[name]));
		}
		const style = String(properties.style ?? '');
		if (!style.includes('#') || !style.includes('url(')) continue;
		properties.style = writeDeclarations(
			readDeclarations(style).map((one) =>
				PAINTS.includes(one.property) ? { ...one, value: plain(one.value) } : one,
			),
		);
	}
}

function firstColor(gradient: Element): string {
	const [stop] = [...elementsOf(gradient)].filter((one) => isNamed(one, 'stop'));
	const style = readDeclarations(String(stop?.properties.style ?? ''));
	const given = style.find(({ property }) => property === 'stop-color')?.value ?? stop?.properties.stopColor;
	return given === undefined ? 'currentColor' : String(given);
}
