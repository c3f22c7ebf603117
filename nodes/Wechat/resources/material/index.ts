import { defineResource } from '../../operation';
import { deleteMaterial } from './delete';
import { getMaterial } from './get';
import { getMaterialCounts } from './getCounts';
import { getManyMaterials } from './getMany';
import { uploadMaterial } from './upload';

/** Files and articles that stay in the account. */
export const material = defineResource({
	value: 'material',
	name: 'Material (Permanent)',
	chinese: '永久素材',
	operations: [deleteMaterial, getManyMaterials, getMaterial, getMaterialCounts, uploadMaterial],
});
