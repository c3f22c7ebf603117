import { baseRules, LIGHT_CODE } from './base';

const CLAY = '#b5532b';

/** Warm and roomy: stories, food, travel, parents. */
export const warm = `${baseRules(
	{ text: '#4a3f38', strong: CLAY, accent: CLAY, tint: '#fdf5ee', line: '#efdccd', muted: '#7a6857' },
	{ ...LIGHT_CODE, background: '#fdf5ee', text: '#4a3f38' },
)}
.article { line-height: 1.9; letter-spacing: 0.5px }
h1, h2 { text-align: center }
h2 { padding-bottom: 8px; border-bottom: 1px dashed ${CLAY} }
h3 { padding: 3px 12px; background: #fbe6d6; border-radius: 14px; display: inline-block }
blockquote { border-left: none; border-radius: 8px; padding: 16px; text-align: left }
img { border-radius: 8px }
hr { border-top: 1px dashed ${CLAY} }
`;
