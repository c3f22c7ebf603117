import { baseRules, DARK_CODE } from './base';

const GREEN = '#0b8457';

/** Dark code blocks and green accents: technical articles. */
export const darkCode = `${baseRules(
	{ text: '#2d333b', strong: '#17202a', accent: GREEN, tint: '#eef8f3', line: '#d5e6dd', muted: '#5a656f' },
	DARK_CODE,
)}
h1 { padding-bottom: 10px; border-bottom: 1px solid #d5e6dd }
h2 { padding-left: 10px; border-left: 5px solid ${GREEN} }
h3 { color: ${GREEN} }
pre { border-radius: 8px; padding: 16px 14px }
`;
