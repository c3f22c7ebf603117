import type { ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { readTemplateFields, type TemplateField } from '../../../core/template/templateFields';
import { ruleOf } from '../../../core/template/valueRules';

/** What the fields of a template are read from. */
export interface TemplateText {
	/** With placeholders such as `{{thing1.DATA}}`; empty where WeChat does not tell it. */
	content: string;
	/** The only values of some keys. */
	allowed?: ReadonlyMap<string, readonly string[]>;
}

/** An input of the editor, which keeps the label of its field in the node. */
export interface TemplateInput extends ResourceMapperField {
	/** The template's words for the field; empty when there are none. */
	label: string;
}

/**
 * Turns the chosen template into inputs of the editor, see {@link inputTitle}. Where it gives neither inputs nor a notice, and
 * where it throws, the editor says what the field of the node tells it to.
 *
 * @param find reads the template with an id; undefined when the account does not have it
 * @throws InvalidInputError when the template of a node that was filled in cannot be found now: the editor keeps what it has
 */
export async function mapFields(
	context: ILoadOptionsFunctions,
	find: (id: string) => Promise<TemplateText | undefined>,
): Promise<ResourceMapperFields> {
	const id = chosenId(context);
	const template = id ? await find(id) : undefined;
	if (template) return inputsOf(template);
	if (wasFilledIn(context)) {
		throw new InvalidInputError('Template', 'is not known now', 'The fields stay as they are.');
	}
	if (id === '') return { fields: [] };
	return none(
		id === undefined
			? 'The template is an expression: execute the previous nodes, or give the values as JSON.'
			: 'The account has no template with this ID. Check the ID, or give the values as JSON.',
	);
}

function inputsOf({ content, allowed }: TemplateText): ResourceMapperFields {
	if (content.trim() === '') return none('WeChat does not tell this template’s fields: give them as JSON.');
	const fields = readTemplateFields(content);
	if (fields.length === 0) return none('This template has no fields to fill in.');
	const names = fields.map(({ key, label }) => (label === '' ? key : `${key} or ${label}`));
	return {
		fields: fields.map((field) => mapperInput(field, allowed?.get(field.key) ?? [])),
		// Shown while the inputs are not, and kept until there is another notice.
		emptyFieldsNotice: `Automatic mapping looks for the fields last read: ${names.join(', ')}.`,
	};
}

function mapperInput(field: TemplateField, allowed: readonly string[]): TemplateInput {
	return {
		id: field.key,
		label: field.label,
		displayName: inputTitle(field),
		required: ruleOf(field.key).required,
		defaultMatch: false,
		display: true,
		canBeUsedToMatch: false,
		...(allowed.length === 0
			? { type: 'string' }
			: { type: 'options', options: allowed.map((value) => ({ name: value, value })) }),
	};
}

function none(emptyFieldsNotice: string): ResourceMapperFields {
	return { fields: [], emptyFieldsNotice };
}

/** @returns the id of the chosen template, empty for none; undefined while n8n cannot tell what its expression gives */
function chosenId(context: ILoadOptionsFunctions): string | undefined {
	const choice = context.getCurrentNodeParameter('templateId');
	const isLocator = typeof choice === 'object' && choice !== null && 'value' in choice;
	if ((isLocator ? choice.value : choice) === null) return undefined;
	return String(context.getCurrentNodeParameter('templateId', { extractValue: true }) ?? '').trim();
}

function wasFilledIn(context: ILoadOptionsFunctions): boolean {
	const mapper = context.getCurrentNodeParameter('templateData');
	const schema = typeof mapper === 'object' && mapper !== null && 'schema' in mapper ? mapper.schema : [];
	return Array.isArray(schema) && schema.length > 0;
}

/** Where the editor cuts the title of an input off, in pixels, however wide its window is. */
const ROOM = 154;
/** What of it the mark takes that something was cut off. */
const MARK = 14;

/** How wide the editor's letters are; every other one is 7.2. */
const WIDTHS: readonly [RegExp, number][] = [
	[/[ .,:·ijl]/, 3.4],
	[/[frt1\-()]/, 5],
	[/[mwMW≤¥…]/, 9.5],
	[/[\u1100-\u{10ffff}]/u, 12],
];

/**
 * What the editor shows above the input of a field: label, rule and key, `商品名称 · ≤ 20 · thing1`. Where they do not fit the
 * key is cut off, and the rule never; the key stands there for agents, which know an input by the Latin letters of its title.
 * @internal
 */
export function inputTitle({ key, label }: TemplateField): string {
	const { label: rule } = ruleOf(key);
	const parts = label === '' ? [key, rule] : [label, rule, key];
	const fitting = [' · ', ' '].map((separator) => parts.join(separator)).find((title) => fits(title, ROOM));
	if (fitting || label === '') return fitting ?? parts.join(' ');
	return [shorten(label, ROOM - MARK - pixels(` ${rule}`)), rule, key].join(' ');
}

function shorten(label: string, room: number): string {
	if (fits(label, room)) return label;
	const kept = [...label];
	while (kept.length > 1 && !fits(`${kept.join('')}…`, room)) kept.pop();
	return `${kept.join('')}…`;
}

function fits(text: string, room: number): boolean {
	return pixels(text) <= room;
}

function pixels(text: string): number {
	return [...text].reduce((sum, character) => {
		const [, width] = WIDTHS.find(([letters]) => letters.test(character)) ?? [undefined, 7.2];
		return sum + width;
	}, 0);
}
