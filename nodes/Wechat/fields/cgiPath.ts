import type { Field } from '../runner/Operation';

/** The API whose quota is meant. */
export const cgiPath: Field<'cgiPath', 'string'> = {
	displayName: 'API Path',
	name: 'cgiPath',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. /cgi-bin/message/template/send',
	description: 'Path of the API with the slash at its beginning, without host and query',
};
