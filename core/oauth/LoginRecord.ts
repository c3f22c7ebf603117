/** Query parameters that the start link carried and the workflow gets, by name. */
export type LoginParams = Readonly<Record<string, string>>;

/** What the browser keeps, sealed, between the start of a login and its end. */
export interface LoginRecord {
	/** 32 hex digits, new for every start. */
	nonce: string;
	/** Unix seconds after which the callback is refused. */
	expiresAt: number;
	params: LoginParams;
	/** Where the start link wants the browser to go in the end; checked against the allowed hosts. */
	returnTo?: string;
	/** `pending` until the callback has come once, then what became of it. */
	stage: 'pending' | 'done' | 'failed';
}
