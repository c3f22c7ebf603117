import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { AccountType } from '../../core/errors/accountTypes';
import { explainRefusal, explainUnknown, type Explanation } from '../../core/errors/explain';
import { redact } from '../../core/errors/redact';
import { InputRefused, PlatformRefusal, ResultUnknown } from '../../core/errors/WechatErrors';
import { ProtocolError } from '../../core/protocol/ProtocolError';

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
	const secrets = context.secrets ?? [];
	return { message: redact(message, secrets), description: redact(description, secrets) };
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
	const { errcode, errmsg, rid } = error.refusal;
	return { errcode, errmsg: redact(errmsg, secrets), ...(rid ? { rid } : {}) };
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
