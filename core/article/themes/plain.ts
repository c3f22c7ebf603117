import { baseRules, LIGHT_CODE } from './base';

/** Black on white: the text alone counts. */
export const plain = baseRules(
	{ text: '#333', strong: '#111', accent: '#576b95', tint: '#f7f7f7', line: '#e5e5e5', muted: '#6a6a6a' },
	LIGHT_CODE,
);
