/* global document, getComputedStyle, NodeFilter */
/**
 * Runs inside a page: what people who see badly or listen to it would stumble over. Its value is a list of findings: text that
 * stands out too little from what is behind it (WCAG 1.4.3), headings that leave out a level, and landmarks of one kind with
 * one name.
 */
(() => {
	const [SMALL, LARGE] = [4.5, 3];
	const parse = (color) => {
		const [r, g, b, a = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
		return { r, g, b, a };
	};
	const over = (top, below, a = top.a) => ({
		r: top.r * a + below.r * (1 - a),
		g: top.g * a + below.g * (1 - a),
		b: top.b * a + below.b * (1 - a),
		a: 1,
	});
	const luminance = ({ r, g, b }) => {
		const [red, green, blue] = [r, g, b].map((part) => {
			const value = part / 255;
			return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
	};
	const ratio = (one, other) => {
		const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
		return (light + 0.05) / (dark + 0.05);
	};
	/** What may be behind an element: one color, or every stop of a gradient. */
	const backdrops = (element) => {
		if (!element) return [parse('rgb(255, 255, 255)')];
		const { backgroundColor, backgroundImage } = getComputedStyle(element);
		const stops = backgroundImage.match(/rgba?\([^)]*\)/g);
		if (stops && /gradient/.test(backgroundImage)) return stops.map(parse).filter(({ a }) => a === 1);
		const own = parse(backgroundColor);
		if (own.a === 1) return [own];
		return backdrops(element.parentElement).map((below) => over(own, below));
	};
	const opacityOf = (element) =>
		element ? Number(getComputedStyle(element).opacity) * opacityOf(element.parentElement) : 1;
	const isShown = (element) => {
		const box = element.getBoundingClientRect();
		const { visibility, clipPath } = getComputedStyle(element);
		return box.width > 1 && box.height > 1 && visibility === 'visible' && clipPath === 'none';
	};

	const findings = [];
	const judge = (element, color, text) => {
		if (!isShown(element) || element.closest(':disabled')) return;
		const { fontSize, fontWeight } = getComputedStyle(element);
		const size = parseFloat(fontSize);
		const needed = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? LARGE : SMALL;
		const ink = parse(color);
		const worst = Math.min(
			...backdrops(element).map((below) => ratio(over(ink, below, ink.a * opacityOf(element)), below)),
		);
		if (worst < needed) findings.push(`contrast ${worst.toFixed(2)} of "${text}" (${element.className})`);
	};
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (texts.nextNode()) {
		const { data, parentElement } = texts.currentNode;
		if (data.trim() !== '' && parentElement.tagName !== 'OPTION')
			judge(parentElement, getComputedStyle(parentElement).color, data.trim().slice(0, 30));
	}
	for (const input of document.querySelectorAll('input:not([type="checkbox"]), select')) {
		judge(input, getComputedStyle(input).color, input.value);
		if (input.placeholder) judge(input, getComputedStyle(input, '::placeholder').color, input.placeholder);
	}

	let before = 0;
	for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
		const level = Number(heading.tagName.slice(1));
		if (level > before + 1) findings.push(`h${level} "${heading.textContent}" comes after h${before}`);
		before = level;
	}

	const landmarks = [...document.querySelectorAll('main, nav, aside, form[aria-label], section[aria-label]')]
		.filter((element) => !element.hasAttribute('role') && isShown(element))
		.map((element) => `${element.tagName.toLowerCase()} "${element.getAttribute('aria-label') ?? ''}"`);
	for (const name of new Set(landmarks.filter((one, index) => landmarks.indexOf(one) !== index)))
		findings.push(`two landmarks: ${name}`);
	return [...new Set(findings)];
})();
