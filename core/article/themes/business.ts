import { baseRules, LIGHT_CODE } from './base';

const BLUE = '#1f4e8c';

/** Deep blue with clear sections: reports, product news, notices. */
export const business = `${baseRules(
	{ text: '#2f3640', strong: BLUE, accent: BLUE, tint: '#f0f5fb', line: '#d3deeb', muted: '#5b6675' },
	LIGHT_CODE,
)}
h1 { text-align: center; padding-bottom: 12px; border-bottom: 2px solid ${BLUE} }
h2 { padding: 7px 12px; background: ${BLUE}; color: #fff; border-radius: 3px }
h2 strong, h2 code, h2 .link { color: #fff }
h3 { padding-left: 10px; border-left: 4px solid ${BLUE} }
th { background: ${BLUE}; color: #fff }
th strong { color: #fff }
`;
