import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { processStores, resetProcessState } from '../../core/state/processStore';

const ROOT = path.resolve(__dirname, '../..');
const DECISION = 'docs/decisions/010-process-state.md';
const PUBLISHED = ['core', 'credentials', 'nodes'];
const files = PUBLISHED.flatMap((folder) =>
	readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => path.posix.join(folder, file.split(path.sep).join('/'))),
).sort();
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** Where the stores themselves are listed. */
const REGISTRY = 'core/state/processStore.ts';
/** The functions that make a store, and the files that define them. */
const MAKES_STORE = /\b(processStore|rateLimitedLog)\(\{/;
const DEFINES_MAKER = [REGISTRY, 'core/state/rateLimitedLog.ts'];
/** Classes whose instances keep nothing from one use to the next. */
const STATELESS = ['RegExp', 'TextDecoder', 'Intl.Segmenter'];
const READONLY = /^(Readonly(Set|Map|Array)<|readonly )/;
/** Functions by whose names one sees that what they make lives on. */
const MAKES = /^(create|new|start)[A-Z]/;

/** The values at the top level of a module that can change while the process runs, as `line: name`. */
function mutableValues(text: string): string[] {
	const source = ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest, true);
	const found: string[] = [];
	const tell = (node: ts.Node, name: string) =>
		found.push(`${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${name}`);
	const check = (node: ts.Node, name: string, type: ts.TypeNode | undefined, initializer?: ts.Expression) => {
		if (type && READONLY.test(type.getText())) return;
		if (initializer && (isEmpty(initializer) || holdsState(initializer))) tell(node, name);
	};
	for (const statement of source.statements) {
		if (ts.isVariableStatement(statement)) {
			const { declarations, flags } = statement.declarationList;
			for (const declaration of declarations) {
				const name = declaration.name.getText();
				if (!(flags & ts.NodeFlags.Const)) tell(declaration, name);
				else check(declaration, name, declaration.type, declaration.initializer);
			}
		}
		if (ts.isClassDeclaration(statement)) {
			for (const member of statement.members.filter(ts.isPropertyDeclaration)) {
				const modifiers = (member.modifiers ?? []).map(({ kind }) => kind);
				if (!modifiers.includes(ts.SyntaxKind.StaticKeyword)) continue;
				if (!modifiers.includes(ts.SyntaxKind.ReadonlyKeyword)) tell(member, member.name.getText());
				else check(member, member.name.getText(), member.type, member.initializer);
			}
		}
	}
	return found;
}

/** An empty list or object is there to be filled; deeper in a constant it is a default value of n8n. */
function isEmpty(node: ts.Expression): boolean {
	if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0;
	return ts.isObjectLiteralExpression(node) && node.properties.length === 0;
}

/** Whether an expression makes something mutable when the module is loaded; what stands in functions is made later. */
function holdsState(node: ts.Node): boolean {
	if (ts.isFunctionLike(node)) return false;
	if (ts.isAsExpression(node) && node.type.getText() === 'const') return false;
	if (ts.isNewExpression(node)) return !STATELESS.includes(node.expression.getText());
	if (ts.isCallExpression(node)) {
		const called = node.expression.getText();
		// What is handed to other functions, such as defineOperation, is data of the constant.
		return called !== 'processStore' && MAKES.test(called);
	}
	return ts.forEachChild(node, (child) => holdsState(child) || undefined) ?? false;
}

/** The stores as the decision lists them. */
function listed(): { file: string; name: string; bound: string; elsewhere: string }[] {
	const rows = read(DECISION).matchAll(/^\| `([^`]+)` +\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm);
	return [...rows].map(([, file = '', name = '', bound = '', elsewhere = '']) => ({
		file,
		name,
		bound,
		elsewhere,
	}));
}

const withStores = files.filter((file) => !DEFINES_MAKER.includes(file) && MAKES_STORE.test(read(file)));

beforeAll(() => {
	for (const file of withStores) jest.requireActual(path.join(ROOT, file));
});

it.each([
	['const heard = new Map<string, number>();', ['1: heard']],
	['const uses = new WeakMap();\nexport const claims = new Claims();', ['1: uses', '2: claims']],
	['let count = 0;', ['1: count']],
	['export const list: string[] = [];\nconst notes = {};', ['1: list', '2: notes']],
	['const state = { flights: new Map() };', ['1: state']],
	['const limiter = createLogRateLimiter(60_000);\nconst all = newTokenState();', ['1: limiter', '2: all']],
	['class Runs { static readonly all = new Set<string>(); static last = 1; }', ['1: all', '1: last']],
])('a module that begins with "%s" is found to keep something', (text, found) => {
	expect(mutableValues(text)).toEqual(found);
});

it.each([
	'const heard = processStore({ create: () => new Map() });',
	"const NAMES: ReadonlySet<string> = new Set(['a']);\nconst LIST = ['a'] as const;",
	'const PATTERN = new RegExp("a");\nconst make = () => new Map();\nfunction f() { let count = 0; return [count]; }',
])('a module that begins with "%s" keeps nothing', (text) => {
	expect(mutableValues(text)).toEqual([]);
});

it('published modules keep mutable values in stores only (make it with processStore, or declare it as readonly)', () => {
	const found = files
		.filter((file) => file !== REGISTRY)
		.flatMap((file) => mutableValues(read(file)).map((value) => `${file}:${value}`));
	expect(found).toEqual([]);
});

it('every store has facts of its own', () => {
	const stores = processStores();
	expect(stores.length).toBeGreaterThanOrEqual(withStores.length);
	expect(new Set(stores.map(({ name }) => name)).size).toBe(stores.length);
	for (const { name, bound, elsewhere } of stores) expect([name, bound, elsewhere]).not.toContain('');
});

it(`${DECISION} lists every store with its bound and what another process does, and no other`, () => {
	const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);
	const facts = listed().map(({ name, bound, elsewhere }) => ({ name, bound, elsewhere }));
	expect(facts.sort(byName)).toEqual(
		processStores()
			.map(({ name, bound, elsewhere }) => ({ name, bound, elsewhere }))
			.sort(byName),
	);
	for (const { file, name } of listed()) expect(read(file)).toContain(`name: '${name}'`);
	expect([...new Set(listed().map(({ file }) => file))].sort()).toEqual(withStores);
});

it('resetProcessState makes every store begin anew', () => {
	const { lastAccepted } = fillSome();
	expect(lastAccepted()).toBe(true);
	resetProcessState();
	expect(lastAccepted()).toBe(false);
});

/** Puts something into one store, as a call would. */
function fillSome() {
	const { isTokenTrusted, recordTokenAccepted } = jest.requireActual<
		typeof import('../../nodes/transport/tokenLastAccepted')
	>('../../nodes/transport/tokenLastAccepted');
	recordTokenAccepted('account', 'token', 0);
	return { lastAccepted: () => isTokenTrusted('account', 'token', 1) };
}
