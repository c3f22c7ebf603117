import { defineResource } from '../../operation';
import { sendAndWait } from './sendAndWait';

/** People who decide. */
export const approval = defineResource({
	value: 'approval',
	name: 'Approval',
	operations: [sendAndWait],
});
