import { defineResource } from '../../operation';
import { sendAndWait } from './sendAndWait';

/** Approvals and questions that people answer. */
export const approval = defineResource({
	value: 'approval',
	name: 'Approval',
	chinese: '审批',
	operations: [sendAndWait],
});
