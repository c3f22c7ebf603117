import type { AccountType } from '../../core/errors/accountTypes';
import type { OperationNames } from './operationNames';

/** Marks decisions for the developer in the written files: a test fails for every remaining mark and shows its text. */
const MARK = 'TODO';

/** The path of a new operation until somebody enters the real one. */
function placeholderPath({ resource, operation }: OperationNames): string {
	return `/cgi-bin/${MARK}/${resource}/${operation}`;
}

/**
 * Writes the file of an operation.
 *
 * @param account allowed to call the simulator's route
 */
export function operationFile(names: OperationNames, account: AccountType): string {
	const path = placeholderPath(names);
	return `import { defineOperation } from '../../operation';

/** ${names.action}. */
export const ${names.exportName} = defineOperation({
	option: {
		name: '${names.operationTitle}',
		value: '${names.operation}',
		chinese: '${MARK}: what the official page calls it in Chinese',
		action: '${names.action}',
		description: '${MARK}: say what it does, in one sentence without a period at its end',
	},
	docs: 'https://developers.weixin.qq.com/${MARK}', // "docs" is the address of the official page
	effect: 'read', // ${MARK}: "effect" is 'write' if it changes or sends something; a lost read is repeated
	account: '${account}', // ${MARK}: "account" is who may call it, by the official page: a key of ACCOUNT_TYPES
	fields: [], // ${MARK}: "fields" of the editor; those that several operations have are in nodes/Wechat/fields
	request: () => ({
		method: 'POST',
		path: '${path}', // "path" of the official page
		body: {},
	}),
	output: { kind: 'one' },
	sample: {
		params: {},
		request: {
			method: 'POST',
			path: '${path}', // "path" as above
			body: {},
		},
		response: { errcode: 0, errmsg: 'ok' }, // ${MARK}: "sample" is params, their request and the answer of the page
	},
});
`;
}

/** Writes the list of a resource that has one operation. */
export function resourceFile({ resource, resourceTitle, exportName, operation }: OperationNames): string {
	return `import { defineResource } from '../../operation';
import { ${exportName} } from './${operation}';

/** ${resourceTitle}. */
export const ${resource} = defineResource({
	value: '${resource}',
	name: '${resourceTitle}',
	chinese: '${MARK}: what the console calls it in Chinese',
	operations: [${exportName}],
});
`;
}

/**
 * Writes the row of a route in the simulator.
 *
 * @param month when the official page was read, e.g. 2026-11
 */
export function routeRow(names: OperationNames, month: string): string {
	return `{
	method: 'POST',
	path: '${placeholderPath(names)}', // "path" of the official page
	body: 'json',
	coverage: {
		status: 'partial',
		rules: [
			{
				rule: '${MARK}: "rule" is what the platform checks, and with which code it refuses',
				source: '${MARK}: "source" is the name of the official page',
				date: '${month}',
			},
		],
		differs: ['${MARK}: "differs" is what the simulator does otherwise; without it, the status is covered'],
	},
	handle: () => ({ errcode: 0, errmsg: 'ok' }), // ${MARK}: "handle" answers as the official page says
}`;
}

/**
 * Writes an area of the simulator that has one route.
 *
 * @param row see {@link routeRow}
 */
export function areaFile({ resource, resourceTitle }: OperationNames, row: string): string {
	return `import type { Area } from '../Area';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';

/** ${resourceTitle}. */
export const ${resource} = {
	routes: accountRoutes(PERMITS.everyone, [${row}]),
} satisfies Area;
`;
}
