import type { IDataObject } from 'n8n-workflow';
import { readInstant } from '../../../../core/time/isoTime';
import type { FormField, Question, ResponseForm } from '../../../../core/approval/question';
import { readAll } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { dateText } from '../../fields/dates';
import { required, readWords } from '../../../shared/textLimits';
import { webAddress } from '../../../shared/webAddress';

/** The values of the fields that make up a question. */
export interface QuestionParams {
	message: unknown;
	responseType: unknown;
	approvalOptions: IDataObject;
	formFields: IDataObject;
	options: IDataObject;
}

const MINUTES: Readonly<Record<string, number>> = { minutes: 1, hours: 60, days: 1440 };
/** An upper limit well within what n8n's timers and dates can represent. */
const LONGEST_DAYS = 3650;
const TYPES: ReadonlyArray<FormField['type']> = ['text', 'textarea', 'number', 'date', 'email', 'dropdown'];

/**
 * Reads the question.
 *
 * @param params of one item
 * @param until result of {@link readLimit}, for the page
 * @throws InvalidInputError naming the field, its rule and the remedy
 */
export function readQuestion(params: QuestionParams, until?: number): Question {
	return {
		title: text(params.options.pageTitle),
		askedBy: text(params.options.askedBy),
		until,
		...readAll({
			message: () => required('Message', text(params.message)),
			form: () => readResponse(params),
		}),
	};
}

/**
 * Reads Limit Wait Time.
 *
 * @param options of the node
 * @param now when the wait begins, Unix milliseconds
 * @param timezone of the workflow, for a time without a zone
 * @returns Unix milliseconds; undefined for no limit
 * @throws InvalidInputError when it is not in the future
 */
export function readLimit(options: IDataObject, now: number, timezone: string): number | undefined {
	const { values } = (options.limitWaitTime ?? {}) as { values?: IDataObject };
	if (!values || Object.keys(values).length === 0) return undefined;
	const limit =
		values.limitType === 'atSpecifiedTime'
			? (readInstant(text(dateText(values.maxDateAndTime)), timezone) ?? NaN)
			: now +
				Number(values.resumeAmount ?? 1) * (MINUTES[text(values.resumeUnit) || 'hours'] ?? NaN) * 60_000;
	if (limit > now && limit <= now + LONGEST_DAYS * 86_400_000) return limit;
	throw new InvalidInputError(
		'Limit Wait Time',
		`must end in the future, within ${LONGEST_DAYS} days`,
		'Correct it under Options, or remove it to wait without a limit.',
	);
}

/**
 * The query of the link to a page; n8n signs it, so nobody can change it.
 *
 * @param itemIndex of the question
 * @param until Unix milliseconds until which n8n waits; undefined for no limit
 */
export function pageQuery(itemIndex: number, until: number | undefined): Record<string, string> {
	return { item: String(itemIndex), ...(until === undefined ? {} : { until: String(Math.floor(until)) }) };
}

/**
 * Reads what {@link pageQuery} wrote.
 *
 * @param query as n8n parsed it
 */
export function readPageQuery({ item, until }: Readonly<Record<string, unknown>>): {
	itemIndex: number;
	until: number | undefined;
} {
	return { itemIndex: wholeNumber(item) ?? 0, until: wholeNumber(until) };
}

function wholeNumber(text: unknown): number | undefined {
	return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/**
 * Reads Only This Person.
 *
 * @returns the URL of the web login; undefined when anybody with the link may answer
 * @throws InvalidInputError when the URL is missing
 */
export function readWebLogin({ onlyThisPerson, webLoginUrl }: IDataObject): string | undefined {
	if (onlyThisPerson !== true) return undefined;
	if (text(webLoginUrl) !== '') return webAddress('Web Login URL', text(webLoginUrl));
	throw new InvalidInputError(
		'Web Login URL',
		'is empty, although Only This Person is on',
		'Enter the production URL of a WeChat OAuth Trigger that has the same credential, or switch Only This Person off.',
	);
}

/** Reads only the fields for the chosen kind of answer: hidden ones may contain anything. */
function readResponse(params: QuestionParams): ResponseForm {
	switch (params.responseType) {
		case 'freeText':
			return { kind: 'freeText' };
		case 'customForm':
			return { kind: 'customForm', fields: readFields(params.formFields.values) };
		default: {
			const { approvalType, approveLabel, disapproveLabel } = (params.approvalOptions.values ??
				{}) as IDataObject;
			const decline = approvalType === 'single' ? undefined : text(disapproveLabel);
			return { kind: 'approval', approve: text(approveLabel), decline };
		}
	}
}

function readFields(rows: unknown): FormField[] {
	const fields = (Array.isArray(rows) ? (rows as IDataObject[]) : []).map(readField);
	if (fields.length === 0) {
		throw new InvalidInputError('Form Fields', 'is empty', 'Add at least one field.');
	}
	const labels = fields.map(({ label }) => label);
	const twice = labels.find((label, index) => labels.indexOf(label) !== index);
	if (twice === undefined) return fields;
	throw new InvalidInputError(
		'Form Fields',
		`has two fields named ${twice}`,
		'Give each a label of its own.',
	);
}

function readField({ fieldLabel, fieldType, fieldOptions, requiredField }: IDataObject): FormField {
	const label = required('Form Fields → Label', text(fieldLabel));
	const type = TYPES.find((one) => one === fieldType) ?? 'text';
	const choices = type === 'dropdown' ? readWords(`Choices of ${label}`, fieldOptions) : [];
	return { label, type, required: requiredField === true, choices };
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
