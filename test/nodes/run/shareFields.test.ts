import type { INodeProperties } from 'n8n-workflow';
import { OPERATIONS } from '../../../nodes/Wechat/resources';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { type Form, shareFields } from '../../../nodes/Wechat/run/shareFields';
import { runOptionsField } from '../../../nodes/Wechat/run/runOptions';
import { nameOf } from '../../operations/support/registryRules';

const field = (name: string, displayOptions?: INodeProperties['displayOptions']): INodeProperties => ({
	displayName: name.toUpperCase(),
	name,
	type: 'string',
	default: '',
	...(displayOptions ? { displayOptions } : {}),
});
const form = (resource: string, operation: string, ...names: string[]): Form => ({
	resource,
	operation,
	fields: names.map((name) => field(name)),
});

/** The fields that a form shows, from top to bottom, without their condition on resource and operation. */
function shownBy(properties: INodeProperties[], resource: string, operation: string): INodeProperties[] {
	return properties
		.filter(({ displayOptions: { show } = {} }) => {
			return show?.resource?.includes(resource) && show.operation?.includes(operation);
		})
		.map(({ displayOptions, ...rest }) => {
			const { resource: _resource, operation: _operation, ...show } = displayOptions?.show ?? {};
			const conditions = { ...displayOptions, show };
			if (Object.keys(show).length === 0) delete (conditions as { show?: unknown }).show;
			return Object.keys(conditions).length === 0 ? rest : { ...rest, displayOptions: conditions };
		});
}

const shows = (properties: INodeProperties[]) =>
	properties.map(({ name, displayOptions }) => [name, displayOptions?.show]);

test('operations of one resource share a field', () => {
	const properties = shareFields([
		form('user', 'get', 'openid', 'language'),
		form('user', 'update', 'openid'),
	]);
	expect(shows(properties)).toEqual([
		['openid', { resource: ['user'], operation: ['get', 'update'] }],
		['language', { resource: ['user'], operation: ['get'] }],
	]);
});

test('operations of several resources share a field', () => {
	const properties = shareFields([form('user', 'get', 'limit'), form('tag', 'getMany', 'limit')]);
	expect(shows(properties)).toEqual([
		['limit', { resource: ['user', 'tag'], operation: ['get', 'getMany'] }],
	]);
});

test('a field is not shared when another operation would show it, too', () => {
	const properties = shareFields([
		form('user', 'get', 'limit'),
		form('user', 'getMany'),
		form('tag', 'getMany', 'limit'),
	]);
	expect(shownBy(properties, 'user', 'getMany')).toEqual([]);
	expect(shownBy(properties, 'user', 'get')).toEqual([field('limit')]);
	expect(shownBy(properties, 'tag', 'getMany')).toEqual([field('limit')]);
});

test('fields that two operations show in another order keep the order of each', () => {
	const properties = shareFields([form('user', 'get', 'a', 'b'), form('user', 'update', 'b', 'a')]);
	const names = (operation: string) => shownBy(properties, 'user', operation).map(({ name }) => name);
	expect(names('get')).toEqual(['a', 'b']);
	expect(names('update')).toEqual(['b', 'a']);
	expect(properties).toHaveLength(3);
});

test('fields of one name that differ in a condition or a text are not shared', () => {
	const conditional = field('url', { show: { from: ['url'] } });
	const renamed = { ...field('url'), displayName: 'Address' };
	const forms = [field('url'), conditional, renamed].map((one, index) => ({
		resource: 'media',
		operation: `upload${index}`,
		fields: [one],
	}));
	const properties = shareFields(forms);
	expect(properties).toHaveLength(3);
	expect(forms.map(({ operation }) => shownBy(properties, 'media', operation))).toEqual(
		forms.map(({ fields }) => fields),
	);
});

test('resource and operation are the first conditions of a field', () => {
	const [property] = shareFields([
		{ resource: 'media', operation: 'upload', fields: [field('url', { show: { from: ['url'] } })] },
	]);
	expect(Object.keys(property?.displayOptions?.show ?? {})).toEqual(['resource', 'operation', 'from']);
});

const { properties } = new Wechat().description;

test.each(OPERATIONS.map((operation) => [nameOf(operation), operation] as const))(
	'%s shows its own fields in their order, and nothing else',
	(_name, { resource, option, fields, parallel }) => {
		const shown = shownBy(properties, resource, option.value);
		const notices = shown.filter(({ type, name }) => type === 'notice' && name.endsWith('Notice'));
		const expected = [...fields, ...(parallel ? [runOptionsField] : [])];
		expect(shown.slice(notices.length)).toEqual(expected);
		expect(notices.length).toBeLessThanOrEqual(1);
	},
);

test('n8n has few properties to go through: hardly more than there are different fields', () => {
	const definitions = properties.map(({ displayOptions: { show } = {}, ...rest }) => {
		const { resource: _resource, operation: _operation, ...conditions } = show ?? {};
		return JSON.stringify({ ...rest, conditions });
	});
	expect(definitions.length).toBeLessThan(new Set(definitions).size * 1.15);
});
