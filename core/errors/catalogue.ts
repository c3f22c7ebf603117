import rows from './catalogue.json';

/** When a call that failed with a code may be repeated. */
export type RetryClass =
	| 'no'
	| 'refresh-token-once'
	| 'backoff'
	| 'after-60s'
	| 'after-1h'
	| 'after-24h'
	| 'next-day'
	| 'later';

/** What a code means for what the nodes do next. */
export interface ControlFlow {
	retry: RetryClass;
	/**
	 * Whether every further item of a run would be refused as well: permission, quota, secret, account. A wrong AppID (40013)
	 * is not among them: it ends a run only where the token endpoint says so, while a send means the mini program of one item
	 * by it.
	 */
	endsRun: boolean;
	/** Whether it says "system busy": the only refusals that leave open whether a write was executed. */
	busy: boolean;
	/**
	 * What becomes of the code of a web authorization: `dead` when it is wrong, expired or was used before, `later` when the
	 * same one may be exchanged in a minute; undefined when the code has nothing to do with the refusal.
	 */
	loginCode: 'dead' | 'later' | undefined;
}

/** One return code of the platform; a column of {@link ControlFlow} that is left out means no. */
export interface CatalogueRow extends Partial<ControlFlow> {
	code: number;
	/** The official text; text in parentheses is descriptive. */
	errmsg: string;
	/** What happened, in the reader's words: one sentence of at most 80 characters without a period. */
	meaning: string;
	/** The same in Chinese, for the codes that people meet most: a few words without a period. */
	chinese?: string;
	/** What to do, without a period at the end; it holds wherever the code turns up, in a node as in the credential. */
	remedy: string;
	/** The API family, e.g. `token`, `template`, `user`. */
	area: string;
	retry: RetryClass;
	/** `official-table` · `official-page` · `community` · `unconfirmed`. */
	confidence: string;
}

/** Every known code, in numeric order. Source: the platform's global return codes and its API pages. */
export const CATALOGUE: readonly CatalogueRow[] = rows as CatalogueRow[];

const byCode: ReadonlyMap<number, CatalogueRow> = new Map(CATALOGUE.map((row) => [row.code, row]));

/**
 * Looks a code up.
 *
 * @param code `errcode` of an answer
 * @returns the row, or undefined for a code that no page documents
 */
export function findCode(code: number): CatalogueRow | undefined {
	return byCode.get(code);
}

/**
 * Says what a code means for what the nodes do next.
 *
 * @param code `errcode` of an answer; a code that no page documents is final, for this call alone
 */
export function controlFlowOf(code: number): ControlFlow {
	const { retry = 'no', endsRun = false, busy = false, loginCode } = byCode.get(code) ?? {};
	return { retry, endsRun, busy, loginCode };
}

/**
 * Says in a few words what a code means, e.g. for the summary of a run.
 *
 * @param code `errcode` of an answer
 * @returns e.g. `This OpenID does not belong to this account`, without a period; undefined for a code that no page documents
 */
export function headlineOf(code: number): string | undefined {
	return byCode.get(code)?.meaning;
}
