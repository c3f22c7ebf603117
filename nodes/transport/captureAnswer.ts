import type { HostResponse } from './hostAnswer';

/** The response itself, once n8n's hands are off it. */
export interface CapturedResponse {
	/** Writes on the connection, past n8n. */
	own: HostResponse;
	/** Whether somebody still waits and nothing has been written. */
	isOpen(): boolean;
	/** When the connection was closed, by the clock that was given; undefined while it is not. */
	closedAt(): number | undefined;
}

/** What n8n calls before it ends a response; each gives the response back, as Express does. */
const BEFORE_THE_END = ['status', 'setHeader', 'setHeaders', 'header', 'set'] as const;

/**
 * Takes a response out of n8n's hands. n8n writes the answer of a later node on the response of the request that started the
 * execution, whenever it comes: also after the other side has hung up, and after somebody else has answered. From now on that
 * reaches `onEnd` instead, without a header being set.
 *
 * @param response n8n's response, not answered yet
 * @param onEnd gets the bytes that n8n would send; undefined when it ends the response without a word
 * @param now milliseconds of any clock
 */
export function captureAnswer(
	response: HostResponse,
	onEnd: (body: Buffer | undefined) => void,
	now: () => number,
): CapturedResponse {
	const own = ownResponse(response);
	// A busy n8n asks for connections that the other side has left: they do not close once more.
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

/** The same response with the methods that it has by itself. */
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
