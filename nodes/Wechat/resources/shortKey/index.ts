import { defineResource } from '../../operation';
import { createShortKey } from './create';
import { getShortKey } from './get';

/** Short keys for long texts 短key托管. */
export const shortKey = defineResource({
	value: 'shortKey',
	name: 'Short Key',
	chinese: '短key托管',
	operations: [createShortKey, getShortKey],
});
