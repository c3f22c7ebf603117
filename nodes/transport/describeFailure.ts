import { explainRefusal, explainUnknown, type Explanation } from '../../core/errors/explain';
import { redact } from '../../core/errors/redact';
import { InputRefused, PlatformRefusal, ResultUnknown } from '../../core/errors/WechatErrors';
import { ProtocolError } from '../../core/protocol/ProtocolError';

/** What is known about the call that failed. */
export interface FailureContext {
	effect: 'read' | 'write';
	/** Unix milliseconds. */
	now: number;
	hints?: Readonly<Record<number, string>>;
	/** Values that must not be shown. */
	secrets?: readonly string[];
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

function explain(error: unknown, context: FailureContext): Explanation {
	if (error instanceof PlatformRefusal) {
		return explainRefusal(error, { hints: context.hints, nowSeconds: Math.floor(context.now / 1000) });
	}
	if (error instanceof ResultUnknown) return explainUnknown(error, context.effect);
	if (error instanceof InputRefused) return { message: error.message, description: error.remedy };
	if (error instanceof ProtocolError) return { message: error.message, description: '' };
	return { message: error instanceof Error ? error.message : 'The call failed', description: '' };
}
