/**
 * Readers and writers of Markdown, HTML, CSS and front matter, kept behind this file so that the build can replace it with a
 * self-contained bundle: a community package may not have runtime dependencies. It is large: load it when an article is built.
 */
export { parse as parseCss } from '@adobe/css-tools';
export type { Element, ElementContent, Root, RootContent, Text } from 'hast';
export type { Root as MarkdownRoot } from 'mdast';
export { sanitize } from 'hast-util-sanitize';
export { selectAll } from 'hast-util-select';
export { toHtml } from 'hast-util-to-html';
export { common, createLowlight } from 'lowlight';
export { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
export { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough';
export { defaultTreeAdapter } from 'parse5';
export { default as rehypeParse } from 'rehype-parse';
export { default as rehypeRaw } from 'rehype-raw';
export { default as remarkFrontmatter } from 'remark-frontmatter';
export { default as remarkGfm } from 'remark-gfm';
export { default as remarkMath } from 'remark-math';
export { default as remarkParse } from 'remark-parse';
export { default as remarkRehype } from 'remark-rehype';
export { unified } from 'unified';
export { parse as parseYaml } from 'yaml';
