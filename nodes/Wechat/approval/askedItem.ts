import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { isRecord } from '../../../core/api/isRecord';
import type { Question } from '../../../core/approval/question';
import { asciiText } from '../../shared/typedValues';
import {
	pageQuery,
	type QuestionParams,
	readPageQuery,
	readQuestion,
	readWebLogin,
} from '../resources/approval/readQuestion';

/** The item whose page is open. */
export interface AskedItem {
	itemIndex: number;
	/** The page's own, complete and signed by n8n. */
	address: string;
	/** Who was asked. */
	openid: string;
	question: Question;
	/** Address of the web login; undefined when anybody with the link may answer. */
	webLogin: string | undefined;
}

const FIELDS = ['touser', 'message', 'responseType', 'approvalOptions', 'formFields', 'options'] as const;

/**
 * Reads what was asked for one item from the node's parameters, as they were when the execution began to wait.
 *
 * @param n8n the webhook's context
 * @throws InvalidInputError when the parameters cannot be used; what n8n throws for an expression that fails
 */
export function askedItem(n8n: IWebhookFunctions): AskedItem {
	const { itemIndex, until } = readPageQuery(n8n.getQueryData() as IDataObject);
	const { parameters } = n8n.getNode();
	const values = Object.fromEntries(
		FIELDS.map((name) => [
			name,
			evaluated(parameters[name], (text) => n8n.evaluateExpression(text, itemIndex)),
		]),
	);
	const params = {
		...values,
		approvalOptions: asObject(values.approvalOptions),
		formFields: asObject(values.formFields),
		options: asObject(values.options),
	} as unknown as QuestionParams;
	return {
		itemIndex,
		address: n8n.getSignedResumeUrl(pageQuery(itemIndex, until)),
		openid: asciiText(chosen(values.touser)),
		question: readQuestion(params, until),
		webLogin: readWebLogin(params.options),
	};
}

/** n8n's own way to read a parameter knows the first item alone here. */
function evaluated(value: unknown, evaluate: (expression: string) => unknown): unknown {
	if (typeof value === 'string') return value.startsWith('=') ? evaluate(value.slice(1)) : value;
	if (Array.isArray(value)) return value.map((one: unknown) => evaluated(one, evaluate));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, evaluated(one, evaluate)]));
}

/** What was chosen in a field that offers a list. */
function chosen(value: unknown): unknown {
	return isRecord(value) && 'value' in value ? value.value : value;
}

function asObject(value: unknown): IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as IDataObject) : {};
}
