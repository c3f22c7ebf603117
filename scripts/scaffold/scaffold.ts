import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { IndentationText, Project, QuoteKind, type SourceFile, SyntaxKind } from 'ts-morph';
import type { AccountKind } from '../../simulator/state/Account';
import { accountTypeOf } from './accountKinds';
import { operationNames, RefusedName, type OperationNames } from './operationNames';
import {
	addImport,
	firstCall,
	listProperty,
	listVariable,
	objectVariable,
	removeElement,
	removeImport,
	rowsOfPath,
} from './sourceLists';
import { areaFile, operationFile, resourceFile, routeRow } from './templates';

/** The content of the registries of nodes and simulator. */
export interface Registries {
	resources: readonly { value: string; name: string; operations: readonly KnownOperation[] }[];
	areas: Readonly<Record<string, { routes: readonly { path: string }[] }>>;
	permits: Readonly<Record<string, readonly AccountKind[]>>;
}

interface KnownOperation {
	option: { name: string; value: string };
	sample: { request?: { method: string; path: string } };
}

/** Changed files, by path in the repository. */
export interface Changes {
	written: string[];
	removed: string[];
}

const RESOURCES = 'nodes/Wechat/resources';
const AREAS = 'simulator/areas';
const PERMITS = /^PERMITS\.(\w+)$/;

/**
 * Writes a new operation: its file, its entries in lists, and its route in the simulator.
 *
 * @param root folder of the repository
 * @param month when the official page was read, e.g. 2026-11
 * @throws RefusedName when the name is not possible
 */
export async function addOperation(
	root: string,
	[resource, operation]: readonly [resource: string, operation: string],
	registries: Registries,
	month: string,
): Promise<Changes> {
	const folder = path.join(root, RESOURCES, resource);
	const files = existsSync(folder) ? readdirSync(folder).map((file) => file.replace(/\.ts$/, '')) : [];
	const names = operationNames(resource, operation, { resources: registries.resources, files });
	const sources = new Sources(root);
	const kinds = addRoute(sources, names, registries, month);
	sources.create(`${RESOURCES}/${resource}/${operation}.ts`, operationFile(names, accountTypeOf(kinds)));
	if (registries.resources.some(({ value }) => value === resource)) {
		const index = sources.open(`${RESOURCES}/${resource}/index.ts`);
		addImport(index, names.exportName, `./${operation}`);
		listProperty(index, 'operations').addElement(names.exportName);
	} else {
		sources.create(`${RESOURCES}/${resource}/index.ts`, resourceFile(names));
		const index = sources.open(`${RESOURCES}/index.ts`);
		addImport(index, resource, `./${resource}`);
		listVariable(index, 'RESOURCES').insertElement(placeOf(names, registries), resource);
	}
	return await sources.save();
}

/**
 * Removes an operation, with everything that {@link addOperation} wrote for it.
 *
 * @throws RefusedName when there is no such operation
 */
export async function removeOperation(
	root: string,
	[resource, operation]: readonly [resource: string, operation: string],
	{ resources, areas }: Registries,
): Promise<Changes> {
	const known = resources.find(({ value }) => value === resource);
	const gone = known?.operations.find(({ option }) => option.value === operation);
	if (!known || !gone) throw new RefusedName(`There is no operation ${resource} ${operation}.`);
	const sources = new Sources(root);
	const index = sources.open(`${RESOURCES}/${resource}/index.ts`);
	const imported = index.getImportDeclaration(`./${operation}`)?.getNamedImports()[0]?.getName();
	if (!imported) throw new RefusedName(`${RESOURCES}/${resource}/index.ts imports no ./${operation}.`);
	removeImport(index, `./${operation}`);
	removeElement(listProperty(index, 'operations'), imported);
	sources.remove(`${RESOURCES}/${resource}/${operation}.ts`);
	if (known.operations.length === 1) {
		sources.remove(`${RESOURCES}/${resource}/index.ts`);
		const all = sources.open(`${RESOURCES}/index.ts`);
		removeImport(all, `./${resource}`);
		removeElement(listVariable(all, 'RESOURCES'), resource);
	}
	const route = gone.sample.request?.path;
	const others = resources.flatMap(({ operations }) => operations).filter((one) => one !== gone);
	if (route !== undefined && !others.some(({ sample }) => sample.request?.path === route)) {
		removeRoute(sources, route, areas);
	}
	return await sources.save();
}

/** Adds the route next to the resource's others, or else as a new area; returns who may call it. */
function addRoute(
	sources: Sources,
	names: OperationNames,
	registries: Registries,
	month: string,
): readonly AccountKind[] {
	const row = routeRow(names, month);
	for (const area of likelyAreas(names.resource, registries)) {
		const file = sources.open(`${AREAS}/${area}/area.ts`);
		const [permits, rows] = firstCall(file, 'accountRoutes')?.getArguments() ?? [];
		const kinds = registries.permits[PERMITS.exec(permits?.getText() ?? '')?.[1] ?? ''];
		const list = rows?.asKind(SyntaxKind.ArrayLiteralExpression);
		if (!kinds || !list) continue;
		list.addElement(row);
		return kinds;
	}
	const { resource } = names;
	if (Object.hasOwn(registries.areas, resource)) {
		throw new RefusedName(
			`${AREAS}/${resource}/area.ts has no accountRoutes(PERMITS.…, […]) to add a route to: write that first.`,
		);
	}
	sources.create(`${AREAS}/${resource}/area.ts`, areaFile(names, row));
	const registry = sources.open(`${AREAS}/registry.ts`);
	addImport(registry, resource, `./${resource}/area`);
	const subjects = objectVariable(registry, 'subjects');
	const later = subjects.getProperties().findIndex((one) => one.getText().localeCompare(resource) > 0);
	subjects.insertShorthandPropertyAssignment(later < 0 ? subjects.getProperties().length : later, {
		name: resource,
	});
	return registries.permits.everyone ?? [];
}

/** The areas with operations of a resource, the one with most of them first; and the one with its name. */
function likelyAreas(resource: string, { resources, areas }: Registries): string[] {
	const operations = resources.find(({ value }) => value === resource)?.operations ?? [];
	const paths = operations.flatMap(({ sample }) => sample.request?.path ?? []);
	const served = Object.entries(areas)
		.map(([area, { routes }]) => ({
			area,
			count: routes.filter((route) => paths.includes(route.path)).length + (area === resource ? 0.5 : 0),
		}))
		.filter(({ count }) => count > 0);
	return served.sort((one, other) => other.count - one.count).map(({ area }) => area);
}

/** The editor lists resources by name, but "Custom API Call" comes last. */
function placeOf({ resourceTitle }: OperationNames, { resources }: Registries): number {
	return resources.findIndex(
		({ value, name }) => value === 'custom' || name.localeCompare(resourceTitle) > 0,
	);
}

function removeRoute(sources: Sources, route: string, areas: Registries['areas']): void {
	for (const [area, { routes }] of Object.entries(areas)) {
		if (!routes.some((one) => one.path === route)) continue;
		const file = sources.open(`${AREAS}/${area}/area.ts`);
		for (const row of rowsOfPath(file, route)) {
			row.getParentIfKind(SyntaxKind.ArrayLiteralExpression)?.removeElement(row);
		}
		if (routes.length > 1) continue;
		sources.remove(`${AREAS}/${area}/area.ts`);
		const registry = sources.open(`${AREAS}/registry.ts`);
		removeImport(registry, `./${area}/area`);
		objectVariable(registry, 'subjects').getProperty(area)?.remove();
	}
}

/** Source files of the repository to be changed together. */
class Sources {
	private readonly project = new Project({
		skipAddingFilesFromTsConfig: true,
		manipulationSettings: {
			indentationText: IndentationText.Tab,
			quoteKind: QuoteKind.Single,
			useTrailingCommas: true,
		},
	});
	private readonly written = new Set<string>();
	private readonly removed = new Set<string>();

	constructor(private readonly root: string) {}

	open(file: string): SourceFile {
		this.written.add(file);
		const full = path.join(this.root, file);
		return this.project.getSourceFile(full) ?? this.project.addSourceFileAtPath(full);
	}

	create(file: string, text: string): void {
		this.written.add(file);
		this.project.createSourceFile(path.join(this.root, file), text);
	}

	/** Removes a file, and its folder if that is then empty. */
	remove(file: string): void {
		this.open(file).delete();
		this.removed.add(file);
	}

	async save(): Promise<Changes> {
		await this.project.save();
		return {
			written: [...this.written].filter((file) => !this.removed.has(file)).sort(),
			removed: [...this.removed].sort(),
		};
	}
}
