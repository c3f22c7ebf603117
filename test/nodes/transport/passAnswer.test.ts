import type { IExecuteFunctions } from 'n8n-workflow';
import { passAnswer } from '../../../nodes/transport/passAnswer';

const ANSWER = { statusCode: 200, headers: {}, body: Buffer.from('hi') };

const pass = async (sendResponse: (answer: unknown) => Promise<void>) =>
	await passAnswer({ sendResponse } as unknown as IExecuteFunctions, ANSWER);

test('passAnswer gives n8n the answer as it is', async () => {
	const sent: unknown[] = [];
	await pass(async (answer) => void sent.push(answer));
	expect(sent).toEqual([ANSWER]);
});

test('passAnswer throws what n8n throws', async () => {
	const error = new Error('the queue is closed');
	await expect(pass(async () => await Promise.reject(error))).rejects.toBe(error);
});
