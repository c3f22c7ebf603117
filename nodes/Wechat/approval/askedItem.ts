import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { Question } from '../../../core/approval/question';
import { coerceInto } from '../../shared/coerceValue';
import { asciiText } from '../../shared/typedValues';
import {
	pageQuery,
	type QuestionParams,
	readPageQuery,
	readQuestion,
	readWebLogin,
} from '../resources/approval/readQuestion';
import { sendAndWait } from '../resources/approval/sendAndWait';

/** The item whose page is open. */
export interface AskedItem {
	itemIndex: number;
	/** The page's own URL, complete and signed by n8n. */
	address: string;
	/** Who was asked. */
	openid: string;
	question: Question;
	/** URL of the web login; undefined when anybody with the link may answer. */
	webLogin: string | undefined;
}

const NAMES = ['touser', 'message', 'responseType', 'approvalOptions', 'formFields', 'options'];
const FIELDS = sendAndWait.fields.filter(({ name }) => NAMES.includes(name));

/**
 * Reads the question of one item from the node's parameters, as they were when the execution began to wait.
 *
 * @param n8n the webhook's context
 * @throws InvalidInputError when the parameters cannot be used; what n8n throws for an expression that fails
 */
export function askedItem(n8n: IWebhookFunctions): AskedItem {
	const { itemIndex, until } = readPageQuery(n8n.getQueryData() as IDataObject);
	const { parameters } = n8n.getNode();
	const params: IDataObject = {};
	for (const field of FIELDS) {
		const raw = parameters[field.name] ?? field.default;
		coerceInto(
			params,
			field,
			evaluated(raw, (text) => n8n.evaluateExpression(text, itemIndex)),
		);
	}
	return {
		itemIndex,
		address: n8n.getSignedResumeUrl(pageQuery(itemIndex, until)),
		openid: asciiText(params.touser),
		question: readQuestion(params as unknown as QuestionParams, until),
		webLogin: readWebLogin(params.options as IDataObject),
	};
}

/** Evaluates expressions in a parameter; n8n's own method only knows the first item here. */
function evaluated(value: unknown, evaluate: (expression: string) => unknown): unknown {
	if (typeof value === 'string') return value.startsWith('=') ? evaluate(value.slice(1)) : value;
	if (Array.isArray(value)) return value.map((one: unknown) => evaluated(one, evaluate));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, evaluated(one, evaluate)]));
}
