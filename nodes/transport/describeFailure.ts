import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { AccountType } from '../../core/errors/accountTypes';
import { explainRefusal, explainRefusalToCredential } from '../../core/errors/explain';
import type { Explanation } from '../../core/errors/Explanation';
import { explainUnknown, explainUnknownToCredential } from '../../core/errors/explainUnknown';
import { redact } from '../../core/errors/redact';
import { InvalidInputError, WechatApiError, IndeterminateResultError } from '../../core/errors/WechatErrors';
import { ProtocolError } from '../../core/protocol/ProtocolError';
import { withoutHostWords } from './hostWords';

/** What is known about the call that failed. */
export interface FailureContext {
	/** What the call does, where the error itself does not know. */
	effect: 'read' | 'write';
	/** Unix milliseconds. */
	now: number;
	hints?: Readonly<Record<number, string>>;
	/** Who may make the call. */
	account?: AccountType;
	/** Values that must not be shown. */
	secrets?: readonly string[];
	/** What had been done before it, as a sentence for the description. */
	done?: string | undefined;
}

/** The codes of a refusal, for workflows that branch on them. */
export interface RefusalCodes {
	errcode?: number;
	errmsg?: string;
	/** Of the API, without query. */
	path?: string;
	rid?: string;
}

/**
 * Puts any failure into two texts for a person, without secrets.
 *
 * @param error what was thrown
 * @param context which call it was
 */
export function describeFailure(error: unknown, context: FailureContext): Explanation {
	const { message, description } = explain(error, context);
	const told = [context.done, description].filter(Boolean).join(' ');
	return forHost(withoutSecrets({ message, description: told }, context.secrets ?? []));
}

/**
 * Puts a failure into one text, for the places where n8n shows no second one: the dialog of the credential, and nodes that
 * are not ours. It speaks of the credential and its remedy alone.
 *
 * @param error what was thrown
 * @param now Unix milliseconds
 * @param secrets values that must not be shown
 */
export function describeToCredential(error: unknown, now: number, secrets: readonly string[]): string {
	return inOneText(withoutSecrets(explainToCredential(error, now), secrets));
}

/**
 * Puts any failure into one text for places where n8n shows the message alone, such as the publishing of a workflow.
 *
 * @param error what was thrown
 * @param context which call it was
 * @returns e.g. `Token: is empty. Enter the same Token as in the server configuration.`
 */
export function describeInOneText(error: unknown, context: FailureContext): string {
	return inOneText(withoutSecrets(explain(error, context), context.secrets ?? []));
}

/** Both texts one after the other, without what n8n would misread in either. */
function inOneText({ message, description }: Explanation): string {
	const sentence = /[.!?。]$/.test(message) ? message : `${message}.`;
	return withoutHostWords(`${sentence} ${description}`.trim());
}

function withoutSecrets({ message, description }: Explanation, secrets: readonly string[]): Explanation {
	return { message: redact(message, secrets), description: redact(description, secrets) };
}

/** What n8n would misread is left out of the text that it reads; the other one then begins with the whole of it. */
function forHost({ message, description }: Explanation): Explanation {
	const read = withoutHostWords(message);
	return { message: read, description: read === message ? description : `${message}. ${description}`.trim() };
}

/**
 * Gives what WeChat answered when it refused, without secrets: its text may repeat what was sent.
 *
 * @param error what was thrown
 * @param secrets values that must not be shown
 * @returns nothing for an error that is no refusal; `rid` only where the answer had one
 */
export function refusalCodes(error: unknown, secrets: readonly string[] = []): RefusalCodes {
	if (!(error instanceof WechatApiError)) return {};
	const { errcode, errmsg, path, rid } = error.refusal;
	return { errcode, errmsg: redact(errmsg, secrets), path, ...(rid ? { rid } : {}) };
}

function explainToCredential(error: unknown, now: number): Explanation {
	if (error instanceof WechatApiError) return explainRefusalToCredential(error, Math.floor(now / 1000));
	if (error instanceof IndeterminateResultError) return explainUnknownToCredential(error);
	return explain(error, { effect: 'read', now });
}

function explain(error: unknown, context: FailureContext): Explanation {
	if (error instanceof WechatApiError) {
		const { effect, hints, account, now } = context;
		return explainRefusal(error, { effect, hints, account, nowSeconds: Math.floor(now / 1000) });
	}
	if (error instanceof IndeterminateResultError) return explainUnknown(error, context.effect);
	if (error instanceof InvalidInputError) return { message: error.message, description: error.remedy };
	if (error instanceof ProtocolError) return { message: error.message, description: '' };
	// n8n's own errors carry advice as well, e.g. which node should give the file.
	if (error instanceof NodeOperationError || error instanceof NodeApiError) {
		return { message: error.message, description: error.description ?? '' };
	}
	return { message: error instanceof Error ? error.message : 'The call failed', description: '' };
}
