import type { HostResponse } from './hostAnswer';

/** A response that n8n no longer writes to. */
export interface CapturedResponse {
	/** Writes to the connection directly, bypassing n8n. */
	own: HostResponse;
	/** Whether the client is still waiting and nothing has been written. */
	isOpen(): boolean;
	/** When the connection was closed, by the given clock; undefined while it is open. */
	closedAt(): number | undefined;
}

/** Methods that n8n calls before it ends a response; each returns the response, as in Express. */
const BEFORE_THE_END = ['status', 'setHeader', 'setHeaders', 'header', 'set'] as const;

/**
 * Keeps n8n from writing to a response. n8n writes the answer of a later node to the response of the request that started the execution,
 * whenever it comes, even after the client has hung up or the response has been answered. From now on that goes to `onEnd` instead, and no
 * headers are set.
 *
 * @param response n8n's response, not answered yet
 * @param onEnd gets the bytes that n8n would send; undefined when it ends the response without a body
 * @param now milliseconds of any clock
 */
export function captureAnswer(
	response: HostResponse,
	onEnd: (body: Buffer | undefined) => void,
	now: () => number,
): CapturedResponse {
	const own = ownResponse(response);
	// A busy n8n may pass on a connection that the client has already closed; it emits no further close event.
	let closedAt = response.destroyed === true ? now() : undefined;
	response.once('close', () => (closedAt = now()));
	for (const name of BEFORE_THE_END) Object.defineProperty(response, name, { value: () => response });
	response.end = (body) => {
		onEnd(Buffer.isBuffer(body) ? body : undefined);
		return response;
	};
	return {
		own,
		isOpen: () => closedAt === undefined && !response.headersSent && !response.writableEnded,
		closedAt: () => closedAt,
	};
}

/** The same response with its original methods. */
function ownResponse(response: HostResponse): HostResponse {
	const { status, setHeader, end } = response;
	return Object.create(response, {
		headersSent: { get: () => response.headersSent },
		writableEnded: { get: () => response.writableEnded },
		status: { value: status.bind(response) },
		setHeader: { value: setHeader.bind(response) },
		end: { value: end.bind(response) },
	}) as HostResponse;
}
