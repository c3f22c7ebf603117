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

/** What the nodes do after a code. */
export interface ControlFlow {
	retry: RetryClass;
	/**
	 * Whether every further item of a run would be refused as well: permission, quota, secret, account. A wrong AppID (40013) does not count:
	 * it ends a run only when the token endpoint reports it; for a send it means the mini program of that item.
	 */
	endsRun: boolean;
	/** Whether it says "system busy", the only refusal that leaves open whether a write was carried out. */
	busy: boolean;
	/**
	 * What happens to the code of a web authorization: `dead` when it is wrong, expired or already used, `later` when it may be exchanged
	 * again in a minute; undefined when the refusal has nothing to do with the code.
	 */
	loginCode: 'dead' | 'later' | undefined;
}

/** One return code of WeChat; a missing {@link ControlFlow} column means no. */
export interface CatalogueRow extends Partial<ControlFlow> {
	code: number;
	/** The official text; text in parentheses is descriptive. */
	errmsg: string;
	/** What happened, in plain words: one sentence of at most 80 characters without a period. */
	meaning: string;
	/** The same in Chinese, for the most frequent codes: a few words without a period. */
	chinese?: string;
	/** What to do, without a period at the end; it must fit wherever the code occurs, in a node or in the credential. */
	remedy: string;
	/** The API family, e.g. `token`, `template`, `user`. */
	area: string;
	retry: RetryClass;
	/** `official-table` · `official-page` · `community` · `unconfirmed`. */
	confidence: string;
}

/** Every known code, in numeric order. Source: WeChat's global return codes and its API pages. */
export const CATALOGUE: readonly CatalogueRow[] = rows as CatalogueRow[];

const byCode: ReadonlyMap<number, CatalogueRow> = new Map(CATALOGUE.map((row) => [row.code, row]));

/**
 * Looks a code up.
 *
 * @param code `errcode` of an answer
 * @returns the row, or undefined for an undocumented code
 */
export function findCode(code: number): CatalogueRow | undefined {
	return byCode.get(code);
}

/**
 * Tells what the nodes do after a code.
 *
 * @param code `errcode` of an answer; an undocumented code is final, but only for this call
 */
export function controlFlowOf(code: number): ControlFlow {
	const { retry = 'no', endsRun = false, busy = false, loginCode } = byCode.get(code) ?? {};
	return { retry, endsRun, busy, loginCode };
}

/**
 * Describes a code in a few words, e.g. for the summary of a run.
 *
 * @param code `errcode` of an answer
 * @returns e.g. `This OpenID does not belong to this account`, without a period; undefined for an undocumented code
 */
export function headlineOf(code: number): string | undefined {
	return byCode.get(code)?.meaning;
}
