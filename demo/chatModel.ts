import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request to a chat model. */
export interface Question {
	/** A message with pictures has several parts. */
	messages: Array<{ role: string; content: string | Array<{ type: string; text?: string }> }>;
}

/** A call of a tool, in a model's format. */
export interface ToolCall {
	name: string;
	arguments: Record<string, unknown>;
}

/** A file to be transcribed. */
export interface Recording {
	fileName: string;
	contentType: string;
	bytes: Buffer;
}

/** A local stand-in for a chat model. */
export interface ChatModel {
	/** For the credential of n8n's OpenAI nodes. */
	url: string;
	/** All requests, oldest first. */
	asked: Question[];
	/** All files to be transcribed. */
	heard: Recording[];
	close(): void;
}

const TRANSCRIPTIONS = '/v1/audio/transcriptions';

/**
 * Starts a server that speaks the OpenAI protocol for chats and transcriptions.
 *
 * @param think returns the answer to the user's last message, or a tool call, at any time; `tools` are the answers of the tools since then
 * @param transcription text returned for every recording
 * @param port on loopback; a free one by default
 */
export async function startChatModel(
	think: (text: string, tools: string[]) => Promise<string | ToolCall>,
	transcription = '',
	port = 0,
): Promise<ChatModel> {
	const asked: Question[] = [];
	const heard: Recording[] = [];
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const body = Buffer.concat(parts);
			response.setHeader('content-type', 'application/json');
			if (request.url === TRANSCRIPTIONS) {
				heard.push(fileIn(body));
				response.end(JSON.stringify({ text: transcription }));
				return;
			}
			const question = JSON.parse(body.toString('utf8')) as Question;
			asked.push(question);
			const { messages } = question;
			// A picture is a separate message, followed by one with the text.
			const at = messages
				.map((message) => message.role === 'user' && textOf(message) !== '')
				.lastIndexOf(true);
			const tools = messages.slice(at).filter(({ role }) => role === 'tool');
			const thought = think(textOf(messages[at]), tools.map(textOf));
			void thought.then((answer) => response.end(JSON.stringify(completion(answer, asked.length))));
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(port, '127.0.0.1', resolve);
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		asked,
		heard,
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}

function textOf(message: Question['messages'][number] | undefined): string {
	const content = message?.content ?? '';
	return typeof content === 'string' ? content : content.map(({ text }) => text ?? '').join('');
}

function completion(answer: string | ToolCall, number: number): object {
	const isText = typeof answer === 'string';
	const call = isText ? undefined : { name: answer.name, arguments: JSON.stringify(answer.arguments) };
	const tool_calls = [{ id: `call-${number}`, type: 'function', function: call }];
	const said = isText ? { content: answer } : { content: null, tool_calls };
	const message = { role: 'assistant', ...said };
	return {
		id: `answer-${number}`,
		object: 'chat.completion',
		created: 1,
		model: 'local',
		choices: [{ index: 0, message, finish_reason: isText ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

/** The file of a multipart form. */
function fileIn(body: Buffer): Recording {
	const text = body.toString('latin1');
	const [head = '', fileName = '', contentType = ''] =
		/filename="([^"]*)"\r\nContent-Type: ([^\r]*)\r\n\r\n/i.exec(text) ?? [];
	const start = text.indexOf(head) + head.length;
	return { fileName, contentType, bytes: body.subarray(start, text.indexOf('\r\n--', start)) };
}
