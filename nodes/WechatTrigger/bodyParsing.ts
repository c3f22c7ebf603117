import type { IDataObject, IHookFunctions, INodeProperties } from 'n8n-workflow';
import { InvalidInputError } from '../../core/errors/WechatErrors';

/** The version of new nodes: n8n does not parse their request bodies, so malformed XML cannot harm them. */
export const ROBUST = 1;

/** The version for servers whose proxy hides the content type: it saves n8n evaluating an expression for every request. */
export const FAST = 2;

/**
 * n8n parses XML bodies before any node sees them, with one parser for the whole process, which a single malformed document can break for
 * good. For webhook nodes of version 1 only, n8n checks a parameter of exactly this name to decide whether to leave the body unparsed.
 */
const unparsed: INodeProperties = {
	displayName: 'Leave Bodies Unread',
	name: 'options',
	type: 'hidden',
	default: { binaryData: true },
	displayOptions: { show: { '@version': [ROBUST] } },
};

const PROXY = 'a reverse proxy that sets Content-Type: text/plain on this path';

/** The parameters in which the versions differ, and a notice that helps to choose. */
export const versionProperties: INodeProperties[] = [
	unparsed,
	{
		displayName: `This is the fast version (2) of the node. It is safe only behind ${PROXY}: without one, a single malformed request from anybody stops all XML requests of this n8n until it is restarted. Add the node again to get version 1, which needs no proxy.`,
		name: 'fastNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { '@version': [FAST] } },
	},
];

/**
 * Refuses to publish a node that has lost its protection against malformed XML: its JSON was written by hand or for another version.
 *
 * @param n8n the context of publishing
 * @throws InvalidInputError naming the parameter
 */
export function checkBodyParsing(n8n: IHookFunctions): void {
	if (n8n.getNode().typeVersion !== ROBUST) return;
	const { binaryData } = n8n.getNodeParameter('options', {}) as IDataObject;
	if (binaryData === true) return;
	throw new InvalidInputError(
		'options',
		'has lost binaryData, which makes n8n leave the bodies of pushes unread',
		'Remove "options" from the JSON of the node, or add the node again; the options of the trigger are called "triggerOptions" there.',
	);
}
