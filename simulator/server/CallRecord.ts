/** One API call as received and answered. Contains secrets; {@link maskSecrets} is applied before it is shown. */
export interface CallRecord {
	/** Unix milliseconds on the platform's clock. */
	atMs: number;
	method: string;
	path: string;
	query: string;
	/** Request body, truncated after some kilobytes; of binary content only a description. */
	requestBody: string;
	/** HTTP status, or 0 when the connection was closed. */
	status: number;
	/** errcode of the answer, 0 when it had none. */
	errcode: number;
	responseBody: string;
	/** Milliseconds until the answer was written. */
	ms: number;
	appid: string | null;
	/** Kind of the fault that affected it, or null. */
	fault: string | null;
}
