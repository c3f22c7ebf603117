/* global document */

const SVG = 'http://www.w3.org/2000/svg';

/** Outlines on a 24 × 24 grid, drawn for this page. */
const PATHS = {
	back: 'M15 5l-7 7 7 7',
	close: 'M6 6l12 12M18 6L6 18',
	dots: 'M5 12h.01M12 12h.01M19 12h.01',
	keyboard: 'M3 6h18v12H3zM7 10h.01M12 10h.01M17 10h.01M8 14h8',
	menu: 'M5 7h14M5 12h14M5 17h14',
	plus: 'M12 8v8M8 12h8M12 3a9 9 0 100 18 9 9 0 000-18z',
	image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01',
	voice: 'M9 9a4 4 0 010 6M12 6a8 8 0 010 12M6 12h.01',
	video: 'M3 7h12v10H3zM15 11l6-3v8l-6-3z',
	location: 'M12 21c5-5 7-8 7-11a7 7 0 10-14 0c0 3 2 6 7 11zM12 12a2 2 0 100-4 2 2 0 000 4z',
	link: 'M10 14a4 4 0 006 0l3-3a4 4 0 00-6-6l-1 1M14 10a4 4 0 00-6 0l-3 3a4 4 0 006 6l1-1',
	scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16',
	open: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
	subscribe: 'M6 17h12l-1.500-2V10a4.500 4.500 0 10-9 0v5zM10.500 20h3',
	chevron: 'M9 5l7 7-7 7',
	person: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4 20c1-4 4-6 8-6s7 2 8 6',
	phone: 'M7 3h10v18H7zM11 18h2',
	calls: 'M4 7h13M14 4l3 3-3 3M20 17H7M10 14l-3 3 3 3',
	play: 'M8 5l11 7-11 7z',
	mini: 'M12 3a9 9 0 100 18 9 9 0 000-18zM9 15a2 2 0 103-2v-2a2 2 0 113-2',
};

/**
 * @param {keyof typeof PATHS} name
 * @returns {SVGSVGElement} an icon that screen readers skip
 */
export function icon(name) {
	const svg = document.createElementNS(SVG, 'svg');
	svg.setAttribute('viewBox', '0 0 24 24');
	svg.setAttribute('class', `icon icon-${name}`);
	svg.setAttribute('aria-hidden', 'true');
	const path = document.createElementNS(SVG, 'path');
	path.setAttribute('d', PATHS[name]);
	svg.append(path);
	return svg;
}
