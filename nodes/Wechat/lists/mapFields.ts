import type { ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { readTemplateFields, type TemplateField } from '../../../core/template/templateFields';
import { ruleOf } from '../../../core/template/valueRules';

/** The data that the fields of a template are read from. */
export interface TemplateText {
	/** With placeholders such as `{{thing1.DATA}}`; empty where WeChat does not return it. */
	content: string;
	/** The allowed values of keys that have fixed ones. */
	allowed?: ReadonlyMap<string, readonly string[]>;
}

/** An input of the editor, which stores the label of its field in the node. */
export interface TemplateInput extends ResourceMapperField {
	/** The template's label of the field; may be empty. */
	label: string;
}

/**
 * Turns the chosen template into inputs of the editor, see {@link inputTitle}. If this returns neither inputs nor a notice, or throws, the
 * editor shows the text configured in the node's field.
 *
 * @param find returns the template with an id; undefined when the account does not have it
 * @throws InvalidInputError when the template of a node that was already filled in cannot be found now: the editor then keeps its inputs
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

/** @returns the id of the chosen template, '' for none; undefined while n8n cannot evaluate its expression */
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

/** The width at which the editor cuts off the title of an input, in pixels, regardless of the window. */
const ROOM = 154;
/** The part of that width needed for the ellipsis. */
const MARK = 14;

/** Widths of the editor's letters in pixels; any other is 7.2. */
const WIDTHS: readonly [RegExp, number][] = [
	[/[ .,:·ijl]/, 3.4],
	[/[frt1\-()]/, 5],
	[/[mwMW≤¥…]/, 9.5],
	[/[\u1100-\u{10ffff}]/u, 12],
];

/**
 * The title of the input of a field: label, rule and key, `商品名称 · ≤ 20 · thing1`. If they do not fit, the key is cut off, but never the
 * rule; the key is there for agents, which identify an input by the Latin letters of its title.
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
