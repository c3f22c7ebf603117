import { defineResource } from '../../operation';
import { createDraft } from './create';
import { deleteDraft } from './delete';
import { getDraft } from './get';
import { getDraftCount } from './getCount';
import { getManyDrafts } from './getMany';
import { getProductCard } from './getProductCard';
import { previewDraft } from './preview';
import { updateDraft } from './update';

/** Articles that are not published yet. */
export const draft = defineResource({
	value: 'draft',
	name: 'Draft',
	chinese: '草稿箱',
	operations: [
		createDraft,
		deleteDraft,
		getDraft,
		getDraftCount,
		getManyDrafts,
		getProductCard,
		previewDraft,
		updateDraft,
	],
});
