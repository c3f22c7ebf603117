/** One API call as it arrived and was answered. Holds secrets; {@link maskSecrets} is applied before it is shown. */
export interface CallRecord {
	/** Unix milliseconds on the platform's clock. */
	atMs: number;
	method: string;
	path: string;
	query: string;
	/** Request body, cut after some kilobytes; binary content is only named. */
	requestBody: string;
	/** HTTP status, or 0 when the connection was cut. */
	status: number;
	/** errcode of the answer, 0 when it had none. */
	errcode: number;
	responseBody: string;
	/** Milliseconds until the answer was written. */
	ms: number;
	appid: string | null;
	/** Kind of the fault that struck, or null. */
	fault: string | null;
}
