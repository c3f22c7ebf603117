/**
 * The Markdown parser with GitHub's tables, strikethrough, task lists and bare links, and with emphasis and strikethrough that end
 * between Chinese characters, kept behind this file so that the build can replace it with a self-contained bundle: a community package may not
 * have runtime dependencies.
 */
export { fromMarkdown } from 'mdast-util-from-markdown';
export { gfmFromMarkdown } from 'mdast-util-gfm';
export { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
export { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough';
export { gfm } from 'micromark-extension-gfm';
export type { Node, Nodes, PhrasingContent, Root, Table } from 'mdast';
