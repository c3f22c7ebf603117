import type { Operation } from '../../runner/Operation';
import { deleteMaterial } from './delete';
import { getMaterial } from './get';
import { getMaterialCounts } from './getCounts';
import { getManyMaterials } from './getMany';
import { uploadMaterial } from './upload';

/** Files and articles that stay in the account. */
export const MATERIAL_OPERATIONS: readonly Operation[] = [
	deleteMaterial,
	getManyMaterials,
	getMaterial,
	getMaterialCounts,
	uploadMaterial,
];
