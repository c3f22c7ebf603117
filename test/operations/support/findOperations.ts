import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { UnregisteredOperation } from '../../../nodes/Wechat/operation';
import type { FoundOperation } from './registryRules';

const FOLDER = join(__dirname, '../../../nodes/Wechat/resources');

/** Loads every file under `resources/` that defines an operation; other files beside them serve several operations. */
export async function findOperations(): Promise<FoundOperation[]> {
	const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	const files = folders.flatMap(({ name: folder }) =>
		readdirSync(join(FOLDER, folder))
			.filter((name) => name.endsWith('.ts') && name !== 'index.ts')
			.map((name) => ({ folder, file: `${folder}/${name}` })),
	);
	const found = await Promise.all(
		files.map(async ({ folder, file }) => {
			const exported = (await import(join(FOLDER, file))) as Record<string, unknown>;
			const operations = Object.values(exported).filter(isOperation);
			if (operations.length > 1) {
				throw new Error(
					`${file} defines ${operations.length} operations: move all but one to files of their own`,
				);
			}
			return operations.map((operation) => ({ folder, file, operation }));
		}),
	);
	return found.flat();
}

function isOperation(value: unknown): value is UnregisteredOperation {
	return typeof value === 'object' && value !== null && 'option' in value && 'sample' in value;
}
