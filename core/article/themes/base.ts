/** The colors and forms that differ between themes. */
export interface Palette {
	text: string;
	/** Color of headings and bold text. */
	strong: string;
	accent: string;
	/** Background of quotes, table headers and inline code. */
	tint: string;
	line: string;
	/** Color of captions and sources. */
	muted: string;
}

/** The colors of a code block. */
export interface CodePalette {
	text: string;
	background: string;
	comment: string;
	keyword: string;
	string: string;
	number: string;
	name: string;
	attribute: string;
}

/** Light background. */
export const LIGHT_CODE: CodePalette = {
	text: '#24292f',
	background: '#f6f8fa',
	comment: '#6e7781',
	keyword: '#cf222e',
	string: '#0a3069',
	number: '#0550ae',
	name: '#8250df',
	attribute: '#116329',
};

/** Dark background. */
export const DARK_CODE: CodePalette = {
	text: '#abb2bf',
	background: '#282c34',
	comment: '#7f848e',
	keyword: '#c678dd',
	string: '#98c379',
	number: '#d19a66',
	name: '#61afef',
	attribute: '#e5c07b',
};

const SANS = '-apple-system,BlinkMacSystemFont,PingFang SC,Hiragino Sans GB,Microsoft YaHei,sans-serif';
const MONOSPACE = 'Menlo,Consolas,Courier New,monospace';

/**
 * Returns the rules of every theme: sizes and distances for a phone of 390 points, followed by a theme's own rules.
 *
 * @param colors of the text
 * @param code of code blocks
 */
export function baseRules(colors: Palette, code: CodePalette): string {
	return `
.article { font-family: ${SANS}; font-size: 16px; line-height: 1.75; color: ${colors.text}; text-align: left; word-break: break-word }
h1, h2, h3, h4, h5, h6 { color: ${colors.strong}; font-weight: bold; line-height: 1.4 }
h1 { font-size: 22px; margin: 32px 0 16px }
h2 { font-size: 19px; margin: 32px 0 14px }
h3 { font-size: 17px; margin: 24px 0 10px }
h4, h5, h6 { font-size: 16px; margin: 20px 0 8px }
p { margin: 0 0 16px }
strong, b { color: ${colors.strong}; font-weight: bold }
ul, ol { margin: 0 0 16px; padding-left: 24px }
li { margin: 0 0 6px }
li ul, li ol { margin: 6px 0 0 }
blockquote { margin: 0 0 16px; padding: 12px 14px; border-left: 3px solid ${colors.accent}; background: ${colors.tint}; color: ${colors.muted} }
blockquote p { margin: 0 0 8px }
blockquote p:last-child { margin: 0 }
hr { border: none; border-top: 1px solid ${colors.line}; margin: 28px 0 }
a, .link { color: ${colors.accent}; text-decoration: none }
.link { border-bottom: 1px solid ${colors.line} }
code { font-family: ${MONOSPACE}; font-size: 14px; padding: 2px 5px; border-radius: 3px; background: ${colors.tint}; color: ${colors.accent} }
pre { margin: 0 0 16px; padding: 14px; border-radius: 6px; overflow-x: auto; font-family: ${MONOSPACE}; font-size: 13px; line-height: 1.6; background: ${code.background}; color: ${code.text} }
pre code { font-size: 13px; padding: 0; background: none; color: ${code.text}; white-space: nowrap }
.hljs-comment, .hljs-quote { color: ${code.comment}; font-style: italic }
.hljs-keyword, .hljs-selector-tag, .hljs-literal, .hljs-doctag, .hljs-deletion { color: ${code.keyword} }
.hljs-string, .hljs-regexp, .hljs-addition, .hljs-symbol { color: ${code.string} }
.hljs-number, .hljs-built_in, .hljs-type, .hljs-bullet, .hljs-meta { color: ${code.number} }
.hljs-title, .hljs-section, .hljs-name, .hljs-selector-id, .hljs-selector-class { color: ${code.name} }
.hljs-attr, .hljs-attribute, .hljs-variable, .hljs-template-variable, .hljs-property { color: ${code.attribute} }
.hljs-strong { font-weight: bold }
.hljs-emphasis { font-style: italic }
.table { margin: 0 0 16px; overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.5 }
th, td { border: 1px solid ${colors.line}; padding: 8px 10px; text-align: left }
th { background: ${colors.tint}; color: ${colors.strong}; font-weight: bold }
img { max-width: 100%; height: auto }
.picture { margin: 0 0 16px; text-align: center }
.caption { margin: 6px 0 0; font-size: 13px; color: ${colors.muted}; text-align: center }
.formula-block { margin: 0 0 16px; overflow-x: auto; text-align: center }
mark { background: #fff3a3; color: inherit }
sup, sub { font-size: 12px; line-height: 0 }
.note { color: ${colors.accent} }
.notes { margin: 32px 0 0; padding: 14px 0 0; border-top: 1px solid ${colors.line}; font-size: 13px; line-height: 1.6; color: ${colors.muted} }
.notes-heading { margin: 0 0 8px; font-weight: bold }
.note-entry { margin: 0 0 4px; word-break: break-all }
`;
}
