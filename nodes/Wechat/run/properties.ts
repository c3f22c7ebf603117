import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { type AccountType, ACCOUNT_TYPES } from '../../../core/errors/accountTypes';
import { builderHint } from '../../shared/builderHints';
import type { ResourceDefinition } from '../operation';
import { OPERATIONS, type Resource, RESOURCES } from '../resources';
import { runOptionsField } from './runOptions';
import { type Form, shareFields } from './shareFields';

const PREFERRED_RESOURCE: Resource = 'template';

/** The operation selected by default for a resource: what most users want, or what changes nothing. */
const PREFERRED_BY_RESOURCE: Readonly<Record<string, string>> = {
	analytics: 'getUserGrowth',
	article: 'publish',
	customerServiceDesk: 'getOnline',
	draft: 'create',
	imageRecognition: 'readPrint',
	speech: 'translate',
};
const PREFERRED = ['send', 'sendText', 'text', 'get', 'getMany', 'getQuota', 'upload'];

/** Account types that many users do not have, and the name of the notice about each. */
const RARE_ACCOUNTS: ReadonlyMap<AccountType, string> = new Map([
	['certified service account or test account', 'serviceOrTestNotice'],
	['certified account', 'certifiedNotice'],
	['certified service account', 'serviceNotice'],
]);

/** The node's parameters: resource, one operation list per resource, and the fields of every operation. */
export function nodeProperties(): INodeProperties[] {
	return [
		resourceProperty(),
		...RESOURCES.map(({ value }) => operationProperty(value)),
		...shareFields(OPERATIONS.map(formOf)),
	];
}

function resourceProperty(): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: RESOURCES.map(({ name, chinese, value, advice }: ResourceDefinition<Resource>) => ({
			name: shownName(name, chinese),
			value,
			...(advice === undefined ? {} : builderHint(advice)),
		})),
		default: PREFERRED_RESOURCE,
	};
}

function operationProperty(resource: string): INodeProperties {
	const options: INodePropertyOptions[] = OPERATIONS.filter((operation) => operation.resource === resource)
		.map(({ option: { name, chinese, value, action, description } }) => ({
			name: shownName(name, chinese),
			value,
			// The search among a node's actions uses only this text.
			action: inBothLanguages(action, chinese),
			description,
		}))
		.sort((a, b) => Number(isSend(b)) - Number(isSend(a)) || a.name.localeCompare(b.name));
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: preferredOperation(resource, options),
	};
}

/** Sends come before the operations that manage templates, agents and the like; n8n has no headings inside a list. */
function isSend({ name }: INodePropertyOptions): boolean {
	return name.startsWith('Send');
}

/** n8n recognizes its own entry by this name, and adds that entry to a list which does not end with one. */
const NAME_OF_N8N = 'Custom API Call';

function shownName(name: string, chinese: string): string {
	return name === NAME_OF_N8N ? name : inBothLanguages(name, chinese);
}

function inBothLanguages(english: string, chinese: string): string {
	return english.endsWith(')') ? `${english.slice(0, -1)}, ${chinese})` : `${english} (${chinese})`;
}

function preferredOperation(resource: string, options: INodePropertyOptions[]): string {
	const preferred = [PREFERRED_BY_RESOURCE[resource], ...PREFERRED].find((value) =>
		options.some((option) => option.value === value),
	);
	return preferred ?? String(options[0]?.value ?? '');
}

function formOf({ resource, option, account, fields, parallel }: (typeof OPERATIONS)[number]): Form {
	return {
		resource,
		operation: option.value,
		fields: [...accountNotice(account), ...fields, ...(parallel ? [runOptionsField] : [])],
	};
}

function accountNotice(account: AccountType): INodeProperties[] {
	const name = RARE_ACCOUNTS.get(account);
	if (name === undefined) return [];
	const displayName = `WeChat allows this only to ${ACCOUNT_TYPES[account]}.`;
	return [{ displayName, name, type: 'notice', default: '' }];
}
