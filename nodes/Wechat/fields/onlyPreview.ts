import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../core/json/isRecord';
import type { ApiRequest } from '../../../core/api/wire';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { escapeHtml } from '../../../core/page/htmlPage';
import type { TemplateData } from '../../../core/template/fillTemplate';
import { renderTemplate } from '../../../core/template/renderTemplate';
import { listOf } from '../../shared/answerItems';
import type { ItemContext } from '../../shared/itemContexts';
import { oncePerRun } from '../../shared/oncePerRun';
import { isToolExecution } from '../../transport/hostAbilities';
import type { Field, Preview } from '../operation';

/** Outputs the message instead of sending it. */
export const onlyPreview: Field<'onlyPreview', 'boolean'> = {
	displayName: 'Only Preview',
	name: 'onlyPreview',
	type: 'boolean',
	default: false,
	description:
		'Whether to send nothing and only show the message with its values, as the follower would read it; for this, the node reads the templates of the account once. Turn it off to send.',
};

/** The API that lists the templates of a kind. */
export interface TemplateList {
	path: string;
	/** Property of the answer with the list. */
	list: string;
	/** Property of a row with the template ID. */
	id: string;
}

/** The content of a message before it is sent. */
interface Message {
	touser?: unknown;
	template_id: string;
	data: TemplateData;
}

/**
 * Creates the {@link Preview} of template-based messages: with *Only Preview* the output is the message in the words of the template, and
 * nothing is sent; otherwise the first message of a test run is shown as a hint next to its result.
 *
 * @param templates API that lists the templates
 */
export function templatePreview(templates: TemplateList): Preview {
	return async (request, params, item) => {
		const message = request.body as unknown as Message;
		if (isOnlyPreview(params)) {
			const { touser, template_id, data, ...target } = message;
			const preview = await renderMessage(templates, { template_id, data, ...target }, item);
			return [{ json: { touser, template_id, sent: false, preview } as IDataObject }];
		}
		if (item.itemIndex === 0) tellMessage('Sent', undefined, linesOf(message.data, params), item);
		return undefined;
	};
}

/** @returns whether the message is only to be shown */
export function isOnlyPreview(params: IDataObject): boolean {
	return isRecord(params.options) && params.options.onlyPreview === true;
}

/**
 * Renders a message in the words of its template.
 *
 * @param templates API that lists the templates
 * @param message to be sent; any properties besides template and data are what a tap opens
 * @throws InvalidInputError when the account has no such template, and what the call throws
 */
export async function renderMessage(
	templates: TemplateList,
	{ template_id, data, ...target }: Message & IDataObject,
	item: ItemContext,
): Promise<IDataObject> {
	const { title, content } = await findTemplate(templates, template_id, item);
	const text = renderTemplate(content, data);
	if (item.itemIndex === 0) tellMessage('Not sent', title, text.split('\n'), item);
	const { url, page, miniprogram } = target;
	const values = Object.fromEntries(Object.entries(data).map(([key, { value }]) => [key, value]));
	return { title, text, values, url: url ?? page, miniprogram };
}

async function findTemplate(
	{ path, list, id }: TemplateList,
	wanted: string,
	item: ItemContext,
): Promise<{ title: string; content: string }> {
	const request: ApiRequest = { method: 'GET', path };
	const answer = await oncePerRun(
		item,
		request,
		async ({ connection }) => await connection.call(request, { effect: 'read' }),
	);
	const found = listOf(answer, list)
		.filter(isRecord)
		.find((row) => row[id] === wanted);
	if (found) return { title: String(found.title ?? ''), content: String(found.content ?? '') };
	throw new InvalidInputError(
		'Template',
		'is not in the account of the credential (anymore)',
		'Choose it from the list again.',
	);
}

/** The values field by field, with the template's labels if the node has stored them. */
function linesOf(data: TemplateData, { templateData }: IDataObject): string[] {
	const schema = isRecord(templateData) && Array.isArray(templateData.schema) ? templateData.schema : [];
	const labels = new Map(schema.filter(isRecord).map(({ id, label }) => [id, label]));
	return Object.entries(data).map(([key, { value }]) => `${String(labels.get(key) || key)}: ${value}`);
}

/** Adds a hint to the output for the user who tests the node. n8n shows hints as HTML. */
function tellMessage(
	what: string,
	title: string | undefined,
	lines: readonly string[],
	{ n8n }: ItemContext,
): void {
	if (n8n.getMode() !== 'manual' || isToolExecution(n8n)) return;
	const shown = lines.map(escapeHtml).join('<br>');
	n8n.addExecutionHints({
		message: `<b>${escapeHtml([what, title].filter(Boolean).join(': '))}</b><br>${shown}`,
		location: 'outputPane',
	});
}
