import type { AccountType } from '../../core/errors/accountTypes';
import type { OperationNames } from './operationNames';

/**
 * What a person has to decide is marked in the written files: a test fails for every mark that is left, and says what the
 * mark says.
 */
export const MARK = 'TODO';

/** The path that a new operation calls until somebody enters the real one. */
export function placeholderPath({ resource, operation }: OperationNames): string {
	return `/cgi-bin/${MARK}/${resource}/${operation}`;
}

/**
 * Writes the file of an operation.
 *
 * @param account who may call the route that the simulator gets
 */
export function operationFile(names: OperationNames, account: AccountType): string {
	const path = placeholderPath(names);
	return `import { defineOperation } from '../../operation';

/** ${MARK}: say what it does or gives, in one line. */
export const ${names.exportName} = defineOperation({
	option: {
		name: '${names.operationTitle}',
		value: '${names.operation}',
		action: '${names.action}',
		description: '${MARK}: say what it does, in one sentence without a period at its end',
	},
	docs: 'https://developers.weixin.qq.com/${MARK}', // "docs" is the address of the official page
	effect: 'read', // ${MARK}: "write" if it changes or sends something; the test repeats a read whose answer was lost
	account: '${account}', // ${MARK}: who may call it, by the official page (适用范围): a key of ACCOUNT_TYPES
	fields: [], // ${MARK}: the fields of the editor; those that several operations have are in nodes/Wechat/fields
	request: () => ({
		method: 'POST',
		path: '${path}', // the path of the official page
		body: {}, // ${MARK}: the body made from the fields; delete the line for GET
	}),
	output: { kind: 'one' }, // ${MARK}: { kind: 'list', path: 'name of the list' } if the answer holds a list
	sample: {
		params: {}, // ${MARK}: a value for every field
		request: {
			method: 'POST',
			path: '${path}', // the same as above
			body: {}, // ${MARK}: what the fields of the sample have to become on the wire
		},
		response: { errcode: 0, errmsg: 'ok' }, // ${MARK}: the answer of the official page, with made-up values
	},
});
`;
}

/** Writes the list of a resource that has one operation. */
export function resourceFile({ resource, resourceTitle, exportName, operation }: OperationNames): string {
	return `import { defineResource } from '../../operation';
import { ${exportName} } from './${operation}';

/** ${MARK}: say what its operations are about, in one line. */
export const ${resource} = defineResource({
	value: '${resource}',
	name: '${resourceTitle}',
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
	path: '${placeholderPath(names)}', // the path of the official page
	body: 'json',
	coverage: {
		status: 'partial', // ${MARK}: "covered" once all rules of the page are kept
		rules: [
			{
				rule: '${MARK}: what the platform checks and with which code it refuses',
				source: '${MARK}: name of the official page',
				date: '${month}',
			},
		],
		differs: ['${MARK}: what the simulator does otherwise; delete the line if nothing'],
	},
	handle: () => ({ errcode: 0, errmsg: 'ok' }), // ${MARK}: answer as the official page says, from account and json
}`;
}

/**
 * Writes an area of the simulator that has one route.
 *
 * @param row see {@link routeRow}
 */
export function areaFile({ resource }: OperationNames, row: string): string {
	return `import type { Area } from '../Area';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';

/** ${MARK}: say what its routes are about, in one line. */
export const ${resource} = {
	routes: accountRoutes(PERMITS.everyone, [${row}]),
} satisfies Area;
`;
}
