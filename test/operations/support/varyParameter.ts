import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../nodes/Wechat/operation';

/** Two values for one parameter of an operation, both of them good. */
export interface Variation {
	/** The sample's parameters, with an expression `{{ $json.value }}` in one place. */
	params: IDataObject;
	values: [unknown, unknown];
}

/** They say where to put something, how much of it to read or what else to do, not what is asked for. */
const NOT_IN_REQUEST = ['binaryPropertyName', 'outputField', 'returnAll', 'limit', 'whenLate'];
const PREFERENCE = ['string', 'dateTime', 'resourceLocator', 'json', 'options', 'multiOptions', 'collection'];
const EXPRESSION = '={{ $json.value }}';

/**
 * Finds a parameter that can take another value.
 *
 * @returns undefined for an operation without one
 */
export function varyParameter({ fields, sample }: Operation): Variation | undefined {
	const candidates = fields
		// A file fits one kind of media only.
		.filter(({ type }) => type !== 'options' || !sample.inputFile)
		.filter(({ name, type }) => PREFERENCE.includes(type) && !NOT_IN_REQUEST.includes(name))
		.sort((a, b) => PREFERENCE.indexOf(a.type) - PREFERENCE.indexOf(b.type));
	for (const { name, type, options } of candidates) {
		const value = sample.params[name];
		if (type === 'collection') {
			const [entry] = Object.entries((value ?? {}) as IDataObject).filter(
				([, inner]) => typeof inner === 'string',
			);
			if (!entry) continue;
			const [inner, text] = entry;
			const params = { ...sample.params, [name]: { ...(value as IDataObject), [inner]: EXPRESSION } };
			const other = String(text).startsWith('{') ? otherJson(String(text)) : otherText(String(text));
			return { params, values: [text, other] };
		}
		const other = otherValue(type, value, options);
		if (other !== undefined)
			return { params: { ...sample.params, [name]: EXPRESSION }, values: [value, other] };
	}
	return undefined;
}

function otherValue(type: string, value: unknown, options: unknown): unknown {
	if (value === undefined || value === '') return undefined;
	if (type === 'options') {
		const choices = (options as Array<{ value: unknown }>).map((choice) => choice.value);
		return choices.find((choice) => choice !== value && choice !== '');
	}
	if (typeof value !== 'string') return undefined;
	return type === 'json' ? otherJson(value) : otherText(value);
}

/** Another text of the same kind: a digit becomes the next digit, a letter another letter. */
function otherText(text: string): string {
	const last = text.at(-1) ?? '';
	const head = text.slice(0, -1);
	if (/\d/.test(last)) return `${head}${(Number(last) + 1) % 10}`;
	if (/[a-z]/i.test(last)) return `${head}${last === 'x' ? 'y' : 'x'}`;
	return `${text}1`;
}

/** The same JSON with another value in the last text that it holds. */
function otherJson(text: string): string {
	const place = text.lastIndexOf('"', text.lastIndexOf('"') - 1);
	const end = text.indexOf('"', place + 1);
	return text.slice(0, place + 1) + otherText(text.slice(place + 1, end)) + text.slice(end);
}
