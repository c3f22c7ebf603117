import { defineResource } from '../../operation';
import { deleteMaterial } from './delete';
import { getMaterial } from './get';
import { getMaterialCounts } from './getCounts';
import { getManyMaterials } from './getMany';
import { uploadMaterial } from './upload';

/** Permanent material: files and articles in the account's library. */
export const material = defineResource({
	value: 'material',
	name: 'Material (Permanent)',
	chinese: '永久素材',
	operations: [deleteMaterial, getManyMaterials, getMaterial, getMaterialCounts, uploadMaterial],
});
