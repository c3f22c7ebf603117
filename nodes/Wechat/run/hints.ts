import type { NodeHint } from 'n8n-workflow';
import { onlyPreview } from '../fields/onlyPreview';
import { OPERATIONS } from '../resources';
import type { Operation } from '../operation';

/** Sends are the writes that are run for many items. */
const isSend = ({ effect, parallel, fields }: Operation) =>
	effect === 'write' && parallel && fields.some(({ name }) => name === 'touser');

const hasPreview = ({ fields }: Operation) =>
	fields.some(
		({ name, options }) => name === 'options' && options?.some((one) => one.name === onlyPreview.name),
	);

/** Hints in the node's panel before it is run. n8n's conditions cannot refer to settings such as On Error. */
export function nodeHints(): NodeHint[] {
	const among = (operations: readonly Operation[]) => {
		const names = operations.map(({ resource, option }) => `${resource}.${option.value}`);
		return `${JSON.stringify(names)}.includes($parameter.resource + "." + $parameter.operation)`;
	};
	const sends = among(OPERATIONS.filter(isSend));
	const shown = among(OPERATIONS.filter(hasPreview));
	return [
		{
			type: 'warning',
			message:
				'Several items come in. While On Error (Settings) is Stop Workflow, the first one that fails ends the run: those before it have their message, and the error says which. To have all items processed, set On Error to Continue.',
			displayCondition: `={{ $input.all().length > 1 && ${sends} }}`,
			whenToDisplay: 'beforeExecution',
			location: 'outputPane',
		},
		{
			message:
				'To see the message with your values first, turn on Options → Only Preview: the node shows it, and sends nothing.',
			displayCondition: `={{ ${shown} && $parameter.options?.onlyPreview !== true }}`,
			whenToDisplay: 'beforeExecution',
			location: 'outputPane',
		},
		{
			type: 'warning',
			message: 'Only Preview is on (Options): the node shows the message, and sends nothing.',
			displayCondition: `={{ ${shown} && $parameter.options?.onlyPreview === true }}`,
			whenToDisplay: 'always',
			location: 'outputPane',
		},
	];
}
