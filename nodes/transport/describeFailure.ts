import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { AccountType } from '../../core/errors/accountTypes';
import { explainRefusal, explainRefusalToCredential } from '../../core/errors/explain';
import type { Explanation } from '../../core/errors/Explanation';
import { explainUnknown, explainUnknownToCredential } from '../../core/errors/explainUnknown';
import { redact } from '../../core/errors/redact';
import { InvalidInputError, WechatApiError, IndeterminateResultError } from '../../core/errors/WechatErrors';
import { ProtocolError } from '../../core/protocol/ProtocolError';
import { withoutHostWords } from './hostWords';

/** Facts about the call that failed. */
export interface FailureContext {
	/** Whether the call reads or writes, where the error itself does not know. */
	effect: 'read' | 'write';
	/** Unix milliseconds. */
	now: number;
	hints?: Readonly<Record<number, string>>;
	/** Which accounts may make the call. */
	account?: AccountType;
	/** Values that must not be shown. */
	secrets?: readonly string[];
	/** What was done before it, as a sentence for the description. */
	done?: string | undefined;
}

/** The codes of a refusal, for workflows that branch on them. */
export interface RefusalCodes {
	errcode?: number;
	errmsg?: string;
	/** API path without query. */
	path?: string;
	rid?: string;
}

/**
 * Describes any failure in two texts for the user, without secrets.
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
 * Describes a failure in one text, for places where n8n shows no second one: the dialog of the credential, and nodes of other packages. It
 * is only about the credential and its remedy.
 *
 * @param error what was thrown
 * @param now Unix milliseconds
 * @param secrets values that must not be shown
 */
export function describeToCredential(error: unknown, now: number, secrets: readonly string[]): string {
	return inOneText(withoutSecrets(explainToCredential(error, now), secrets));
}

/**
 * Describes any failure in one text, for places where n8n shows only the message, such as the publishing of a workflow.
 *
 * @param error what was thrown
 * @param context which call it was
 * @returns e.g. `Token: is empty. Enter the same Token as in the server configuration.`
 */
export function describeInOneText(error: unknown, context: FailureContext): string {
	return inOneText(withoutSecrets(explain(error, context), context.secrets ?? []));
}

/** Joins both texts, without the words that n8n would misinterpret. */
function inOneText({ message, description }: Explanation): string {
	const sentence = /[.!?。]$/.test(message) ? message : `${message}.`;
	return withoutHostWords(`${sentence} ${description}`.trim());
}

function withoutSecrets({ message, description }: Explanation, secrets: readonly string[]): Explanation {
	return { message: redact(message, secrets), description: redact(description, secrets) };
}

/** Removes words from the message that n8n would misinterpret; the description then begins with the full message. */
function forHost({ message, description }: Explanation): Explanation {
	const read = withoutHostWords(message);
	return { message: read, description: read === message ? description : `${message}. ${description}`.trim() };
}

/**
 * Returns what WeChat answered when it refused, without secrets: its text may repeat what was sent.
 *
 * @param error what was thrown
 * @param secrets values that must not be shown
 * @returns {} for an error that is not a refusal; `rid` only where the answer had one
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
	// n8n's own errors contain advice as well, e.g. which node should provide the file.
	if (error instanceof NodeOperationError || error instanceof NodeApiError) {
		return { message: error.message, description: error.description ?? '' };
	}
	return { message: error instanceof Error ? error.message : 'The call failed', description: '' };
}
