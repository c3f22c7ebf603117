import { defineResource } from '../../operation';
import { sendAndWait } from './sendAndWait';

/** People who decide. */
export const approval = defineResource({
	value: 'approval',
	name: 'Approval',
	chinese: '审批',
	operations: [sendAndWait],
});
