import type { NodeHint } from 'n8n-workflow';
import { OPERATIONS } from '../resources';
import type { Operation } from '../operation';

/** Sends are the writes that many items are meant for. */
const isSend = ({ effect, parallel, fields }: Operation) =>
	effect === 'write' && parallel && fields.some(({ name }) => name === 'touser');

/**
 * What the panel of the node says before it is run with several items. Settings such as On Error cannot be asked for in a condition
 * of n8n.
 */
export function nodeHints(): NodeHint[] {
	const sends = OPERATIONS.filter(isSend).map(({ resource, option }) => `${resource}.${option.value}`);
	return [
		{
			type: 'warning',
			message:
				'Several items come in. While On Error (Settings) is Stop Workflow, the first one that fails ends the run: those before it have their message, and the error says which. To have everybody worked on, set On Error to Continue.',
			displayCondition: `={{ $input.all().length > 1 && ${JSON.stringify(sends)}.includes($parameter.resource + "." + $parameter.operation) }}`,
			whenToDisplay: 'beforeExecution',
			location: 'outputPane',
		},
	];
}
