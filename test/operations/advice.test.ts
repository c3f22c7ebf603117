import ts from 'typescript';
import { CATALOGUE } from '../../core/errors/catalogue';
import { WechatMpApi } from '../../credentials/WechatMpApi.credentials';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { OPERATIONS, RESOURCES } from '../../nodes/Wechat/resources';
import type { Operation } from '../../nodes/Wechat/operation';
import { WechatOAuthTrigger } from '../../nodes/WechatOAuthTrigger/WechatOAuthTrigger.node';
import { WechatTrigger } from '../../nodes/WechatTrigger/WechatTrigger.node';
import { fileOf, sourceTexts } from './support/fileOf';

/** Every text below a key of that name, e.g. `displayName`, inside of what describes a form. */
function textsUnder(form: unknown, ...keys: string[]): string[] {
	if (Array.isArray(form)) return form.flatMap((one) => textsUnder(one, ...keys));
	if (typeof form !== 'object' || form === null) return [];
	return Object.entries(form).flatMap(([key, value]) =>
		typeof value === 'string' && keys.includes(key) ? [value] : textsUnder(value, ...keys),
	);
}

/** What a form shows as names: its fields, and the values to choose from, which have no name of the wire beside them. */
const namesIn = (form: unknown): string[] => [
	...textsUnder(form, 'displayName'),
	...choicesIn(form).map(({ name }) => name),
];

function choicesIn(form: unknown): Array<{ name: string; value: string }> {
	if (Array.isArray(form)) return form.flatMap(choicesIn);
	if (typeof form !== 'object' || form === null) return [];
	const { name, value } = form as Record<string, unknown>;
	const isChoice = typeof name === 'string' && value !== undefined;
	return [...(isChoice ? [{ name, value: String(value) }] : []), ...Object.values(form).flatMap(choicesIn)];
}

const resourceOf = ({ resource }: Operation): string =>
	RESOURCES.find(({ value }) => value === resource)?.name ?? resource;
const OPERATION_NAMES = OPERATIONS.map((one) => `${resourceOf(one)} → ${one.option.name}`);
const NODES = [new Wechat(), new WechatTrigger(), new WechatOAuthTrigger()].map(
	({ description }) => description,
);
/** What the editor shows beside the form of an operation. */
const AROUND = [
	...NODES.map(({ displayName }) => displayName),
	...RESOURCES.map(({ name }) => name),
	...['Bulk Options', 'Calls per Second', 'Official Account', 'Open Platform', 'HTTP Request'],
	...['Authentication', 'Predefined Credential Type'],
	...namesIn(new WechatMpApi().properties),
];
const ALL_FIELDS = OPERATIONS.flatMap(({ fields }) => namesIn(fields));
const EVERYWHERE = [
	...AROUND,
	...ALL_FIELDS,
	...OPERATIONS.map(({ option }) => option.name),
	...namesIn(NODES),
];

/** Takes names out of a text, the longest first. */
function without(text: string, names: readonly string[]): string {
	return [...new Set(names)]
		.filter((name) => name !== '')
		.sort((a, b) => b.length - a.length)
		.reduce((rest, name) => rest.replaceAll(name, '\u2022'), text);
}

/** Names in a text that nothing known bears: several words in capitals, or what something stands "under". */
function unknownNames(text: string, known: readonly string[]): string[] {
	const named = without(without(text, OPERATION_NAMES), known);
	// The first word of a sentence has a capital in any case.
	const rest = named.replace(/(?:^|[.:!?;] )[A-Z](?=[a-z]* )/g, (begin) => begin.toLowerCase());
	const several = [...rest.matchAll(/(?<![\p{L}])[A-Z][\w-]*(?: [A-Z][\w-]*)+/gu)].map(([name]) => name);
	const under = [...rest.matchAll(/\b(?:under|Options →) ([A-Z][\w-]*)/g)].map(([, name = '']) => name);
	return [...several, ...under];
}

/** Names of the wire, which have an underscore. */
const wireNames = (text: string): string[] => text.match(/(?<![\w/])[a-z]+(?:_[a-z]+)+(?![\w/])/g) ?? [];

/** What outputs are called, which people see in n8n as well. */
const OUTPUTS = new Set(
	OPERATIONS.flatMap(({ sample }) => JSON.stringify(sample.response).match(/\w+/g) ?? []),
);

/** Values of fields, some of which outputs repeat. */
const VALUES = OPERATIONS.flatMap(({ fields }) => choicesIn(fields).map(({ value }) => value));

const formOf = (operation: Operation): string[] => [
	...namesIn(operation.fields),
	...AROUND,
	...OPERATIONS.filter(({ resource }) => resource === operation.resource).map(({ option }) => option.name),
];

const hints = OPERATIONS.flatMap((operation) =>
	Object.entries(operation.hints).map(([code, text]) => ({
		operation,
		code,
		text,
		place: `${fileOf(operation)} ${code}`,
	})),
);

test('a hint names fields of its own operation only, as its form shows them', () => {
	const strange = hints.flatMap(({ operation, text, place }) => {
		const others = /WeChat OAuth Trigger|Build Authorize URL/.test(text) ? namesIn(NODES) : [];
		return unknownNames(text, [...formOf(operation), ...others]).map((name) => `${place}: ${name}`);
	});
	expect(strange).toEqual([]);
	expect(hints.length).toBeGreaterThan(150);
});

test('advice that holds everywhere names what the editor has', () => {
	const strange = CATALOGUE.flatMap(({ code, remedy }) =>
		unknownNames(remedy, EVERYWHERE).map((name) => `${code}: ${name}`),
	);
	expect(strange).toEqual([]);
});

test('a name that nothing bears is noticed', () => {
	expect(unknownNames('Correct it under Sort.', ['Kind'])).toEqual(['Sort']);
	expect(unknownNames('Shorten Client Message Number to 32 bytes.', ['Client Message ID'])).toEqual([
		'Client Message Number',
	]);
	expect(unknownNames('Use Tag → Get Many, or choose Kind.', ['Kind'])).toEqual([]);
	expect(wireNames('Shorten send_ignore_reprint.')).toEqual(['send_ignore_reprint']);
});

test('a hint names on the wire only what its form or an output shows', () => {
	const strange = hints.flatMap(({ operation, text, place }) => {
		const shown = [...textsUnder(operation.fields, 'description', 'placeholder'), ...VALUES].join(' ');
		return wireNames(text)
			.filter((name) => !OUTPUTS.has(name) && !shown.includes(name))
			.map((name) => `${place}: ${name}`);
	});
	expect(strange).toEqual([]);
});

test('a hint says more than the headline above it', () => {
	const meanings = new Map(CATALOGUE.map(({ code, meaning }) => [String(code), meaning]));
	const same = hints.filter(({ code, text }) => text.replace(/\.$/, '') === meanings.get(code));
	expect(same.map(({ place }) => place)).toEqual([]);
});

/** What refusals speak of that is no field: a picture that is to be made smaller, a part of a node's JSON, and what others complete. */
const NO_FIELDS = new Set(['Picture', 'options', '']);

test('a refusal names its field as the editor shows it', () => {
	const shown = new Set(EVERYWHERE);
	const strange = ['core', 'nodes'].flatMap(sourceTexts).flatMap(({ file, text }) => {
		const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
		const found: string[] = [];
		const visit = (node: ts.Node): void => {
			if (ts.isNewExpression(node) && node.expression.getText() === 'InvalidInputError') {
				const [field] = node.arguments ?? [];
				if (field && ts.isStringLiteral(field) && !shown.has(field.text) && !NO_FIELDS.has(field.text)) {
					found.push(`${file}: ${field.text}`);
				}
			}
			ts.forEachChild(node, visit);
		};
		visit(source);
		return found;
	});
	expect(strange).toEqual([]);
});
