import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { AccountType } from '../../core/errors/accountTypes';
import { explainRefusal, explainRefusalToCredential } from '../../core/errors/explain';
import type { Explanation } from '../../core/errors/Explanation';
import { explainUnknown, explainUnknownToCredential } from '../../core/errors/explainUnknown';
import { redact } from '../../core/errors/redact';
import { InputRefused, PlatformRefusal, ResultUnknown } from '../../core/errors/WechatErrors';
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
	return forHost(explain(error, context), context.secrets ?? []);
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
	return messageWithRemedy(forHost(explainToCredential(error, now), secrets));
}

/**
 * Joins the two texts of a failure for places where n8n shows the message alone, such as the publishing of a workflow.
 *
 * @param explanation what `describeFailure` gives
 * @returns e.g. `Token: is empty. Enter the same Token as in the server configuration.`
 */
export function messageWithRemedy({ message, description }: Explanation): string {
	const sentence = /[.!?。]$/.test(message) ? message : `${message}.`;
	return withoutHostWords(`${sentence} ${description}`.trim());
}

/** Secrets out of both texts, and what n8n would misread out of the one that it reads. */
function forHost({ message, description }: Explanation, secrets: readonly string[]): Explanation {
	const whole = redact(message, secrets);
	const read = withoutHostWords(whole);
	const more = redact(description, secrets);
	return { message: read, description: read === whole ? more : `${whole}. ${more}`.trim() };
}

/**
 * Gives what WeChat answered when it refused, without secrets: its text may repeat what was sent.
 *
 * @param error what was thrown
 * @param secrets values that must not be shown
 * @returns nothing for an error that is no refusal; `rid` only where the answer had one
 */
export function refusalCodes(error: unknown, secrets: readonly string[] = []): RefusalCodes {
	if (!(error instanceof PlatformRefusal)) return {};
	const { errcode, errmsg, path, rid } = error.refusal;
	return { errcode, errmsg: redact(errmsg, secrets), path, ...(rid ? { rid } : {}) };
}

function explainToCredential(error: unknown, now: number): Explanation {
	if (error instanceof PlatformRefusal) return explainRefusalToCredential(error, Math.floor(now / 1000));
	if (error instanceof ResultUnknown) return explainUnknownToCredential(error);
	return explain(error, { effect: 'read', now });
}

function explain(error: unknown, context: FailureContext): Explanation {
	if (error instanceof PlatformRefusal) {
		const { effect, hints, account, now } = context;
		return explainRefusal(error, { effect, hints, account, nowSeconds: Math.floor(now / 1000) });
	}
	if (error instanceof ResultUnknown) return explainUnknown(error, context.effect);
	if (error instanceof InputRefused) return { message: error.message, description: error.remedy };
	if (error instanceof ProtocolError) return { message: error.message, description: '' };
	// n8n's own errors carry advice as well, e.g. which node should give the file.
	if (error instanceof NodeOperationError || error instanceof NodeApiError) {
		return { message: error.message, description: error.description ?? '' };
	}
	return { message: error instanceof Error ? error.message : 'The call failed', description: '' };
}
