import {
	type ArrayLiteralExpression,
	type CallExpression,
	type ObjectLiteralExpression,
	type SourceFile,
	SyntaxKind,
} from 'ts-morph';

/** @throws Error when the file has no `name: [...]` */
export function listProperty(file: SourceFile, name: string): ArrayLiteralExpression {
	const property = file
		.getDescendantsOfKind(SyntaxKind.PropertyAssignment)
		.find((one) => one.getName() === name && one.getInitializerIfKind(SyntaxKind.ArrayLiteralExpression));
	return found(
		property?.getInitializerIfKind(SyntaxKind.ArrayLiteralExpression),
		`${file.getFilePath()} has no list "${name}"`,
	);
}

/** @throws Error when the file has no `const name = [...]` */
export function listVariable(file: SourceFile, name: string): ArrayLiteralExpression {
	const list = file
		.getVariableDeclarationOrThrow(name)
		.getFirstDescendantByKind(SyntaxKind.ArrayLiteralExpression);
	return found(list, `${file.getFilePath()} has no list "${name}"`);
}

/** @throws Error when the file has no `const name = {...}` */
export function objectVariable(file: SourceFile, name: string): ObjectLiteralExpression {
	const value = file
		.getVariableDeclarationOrThrow(name)
		.getFirstDescendantByKind(SyntaxKind.ObjectLiteralExpression);
	return found(value, `${file.getFilePath()} has no object "${name}"`);
}

/** The first call of a function in a file. */
export function firstCall(file: SourceFile, name: string): CallExpression | undefined {
	return file
		.getDescendantsOfKind(SyntaxKind.CallExpression)
		.find((call) => call.getExpression().getText() === name);
}

/** The object literals of a file whose property `path` is this text. */
export function rowsOfPath(file: SourceFile, path: string): ObjectLiteralExpression[] {
	return file.getDescendantsOfKind(SyntaxKind.ObjectLiteralExpression).filter((row) => {
		const property = row.getProperty('path')?.asKind(SyntaxKind.PropertyAssignment);
		return property?.getInitializerIfKind(SyntaxKind.StringLiteral)?.getLiteralValue() === path;
	});
}

/** Imports one name, in alphabetical order of the paths. */
export function addImport(file: SourceFile, name: string, from: string): void {
	const imports = file.getImportDeclarations();
	const later = imports.findIndex((one) => {
		const address = one.getModuleSpecifierValue();
		return address.startsWith('./') && address.localeCompare(from) > 0;
	});
	file.insertImportDeclaration(later < 0 ? imports.length : later, {
		namedImports: [name],
		moduleSpecifier: from,
	});
}

/** Removes the import of one file. */
export function removeImport(file: SourceFile, from: string): void {
	file.getImportDeclaration(from)?.remove();
}

/** Removes an element with this text from a list. */
export function removeElement(list: ArrayLiteralExpression, text: string): void {
	const index = list.getElements().findIndex((element) => element.getText() === text);
	if (index >= 0) list.removeElement(index);
}

function found<T>(value: T | undefined, problem: string): T {
	if (value === undefined) throw new Error(problem);
	return value;
}
