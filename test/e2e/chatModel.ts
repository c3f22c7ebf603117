import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a chat model was asked. */
export interface Question {
	messages: Array<{ role: string; content: string }>;
}

/** A local stand-in for a chat model. */
export interface ChatModel {
	/** For the credential of n8n's OpenAI nodes. */
	url: string;
	/** Everything it was asked, oldest first. */
	asked: Question[];
	close(): void;
}

/**
 * Starts a server that speaks the OpenAI chat protocol.
 *
 * @param think gives the answer to the last message of the user, whenever it likes
 */
export async function startChatModel(think: (text: string) => Promise<string>): Promise<ChatModel> {
	const asked: Question[] = [];
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const question = JSON.parse(Buffer.concat(parts).toString('utf8')) as Question;
			asked.push(question);
			const text = question.messages.filter(({ role }) => role === 'user').at(-1)?.content ?? '';
			void think(text).then((content) => {
				response.setHeader('content-type', 'application/json');
				response.end(
					JSON.stringify({
						id: `answer-${asked.length}`,
						object: 'chat.completion',
						created: 1,
						model: 'local',
						choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
						usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
					}),
				);
			});
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		asked,
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}
