import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const FOLDER = path.join(__dirname, '..', '..', 'simulator', 'ui', 'page');
const SCRIPTS = readdirSync(FOLDER).filter((name) => name.endsWith('.js') && name !== 'chinese.js');

/** Attributes that are read to people. */
const SPOKEN = ['aria-label', 'placeholder', 'title', 'alt'];
/** Names that are the same in every language. */
const NAMES = ['AppID', 'AppSecret', 'Token', 'EncodingAESKey', 'errcode', 'ms', '号'];

interface Use {
	place: string;
	node: ts.Node;
}

/** Every node of the page's scripts. */
function* nodesOf(place: string, node: ts.Node): Generator<Use> {
	yield { place, node };
	for (const child of node.getChildren()) yield* nodesOf(place, child);
}

const uses = SCRIPTS.flatMap((name) => {
	const text = readFileSync(path.join(FOLDER, name), 'utf8');
	return [...nodesOf(name, ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true))];
});

const isWords = (text: string) =>
	/\p{L}{2}|\p{Script=Han}/u.test(text) && !text.startsWith('http') && !NAMES.includes(text.trim());

/** Which arguments of a call are shown: from the first to the last of these. */
const SHOWN: Readonly<Record<string, readonly [first: number, last: number]>> = {
	el: [2, Infinity],
	fill: [1, Infinity],
	toast: [0, 0],
	grayLine: [0, 0],
	field: [0, 0],
	logText: [0, 0],
};

/** The literals of an expression; calls are looked at on their own, and what `say` gives is translated. */
function literalsIn(node: ts.Node): string[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isTemplateExpression(node))
		return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
	if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(literalsIn);
	if (ts.isBinaryExpression(node)) return [node.left, node.right].flatMap(literalsIn);
	if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(literalsIn);
	return [];
}

test('every word that the page shows goes through its two languages', () => {
	const untranslated = uses.flatMap(({ place, node }) => {
		const shown: readonly ts.Node[] = ts.isCallExpression(node)
			? argumentsShown(node)
			: ts.isPropertyAssignment(node) && SPOKEN.includes(node.name.getText().replaceAll("'", ''))
				? [node.initializer]
				: [];
		return shown
			.flatMap(literalsIn)
			.filter(isWords)
			.map((text) => `${place}: ${text}`);
	});
	expect(untranslated).toEqual([]);
});

function argumentsShown(call: ts.CallExpression): readonly ts.Node[] {
	const [first, last] = SHOWN[call.expression.getText()] ?? [0, -1];
	return call.arguments.filter((_argument, index) => index >= first && index <= last);
}

test('the page has no Chinese but in its dictionary, and the dictionary has nothing that the page does not say', () => {
	const literals = uses.flatMap(({ place, node }) =>
		ts.isStringLiteralLike(node) || ts.isTemplateHead(node) ? [{ place, text: node.text }] : [],
	);
	const Chinese = literals.filter(({ text }) => /\p{Script=Han}/u.test(text)).map(({ text }) => text);
	// The switch names the other language in that language; the place, the badge.
	expect(Chinese.sort()).toEqual(['中文', '号', '号', '广州市海珠区新港中路 397 号'].sort());
	const said = new Set(literals.map(({ text }) => text));
	const dictionary = readFileSync(path.join(FOLDER, 'chinese.js'), 'utf8');
	const keys = [
		...nodesOf('chinese.js', ts.createSourceFile('c.js', dictionary, ts.ScriptTarget.ES2022, true)),
	].flatMap(({ node }) =>
		ts.isPropertyAssignment(node) ? [(node.name as ts.StringLiteral | ts.Identifier).text] : [],
	);
	expect(keys.length).toBeGreaterThan(100);
	expect(keys.filter((key) => !said.has(key))).toEqual([]);
});

test('a Chinese text has the values of its English one', () => {
	const dictionary = readFileSync(path.join(FOLDER, 'chinese.js'), 'utf8');
	const values = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
	const pairs = [
		...nodesOf('chinese.js', ts.createSourceFile('c.js', dictionary, ts.ScriptTarget.ES2022, true)),
	].flatMap(({ node }) =>
		ts.isPropertyAssignment(node) && ts.isStringLiteralLike(node.initializer)
			? [[(node.name as ts.StringLiteral | ts.Identifier).text, node.initializer.text] as const]
			: [],
	);
	for (const [english, chinese] of pairs)
		expect({ english, values: values(chinese) }).toEqual({ english, values: values(english) });
});
