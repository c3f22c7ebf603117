import type { IDataObject } from 'n8n-workflow';
import { executeOperation } from '../support/executeOperation';
import { findOperation } from '../support/findOperation';
import { stubItem } from '../support/stubItem';

const LINK = 'https://n8n.example.com/webhook-waiting/1/node?item=0&signature=SAMPLE';

/** What WeChat gets for an approval. */
async function sent(change: IDataObject): Promise<unknown> {
	const operation = findOperation('approval', 'sendAndWait');
	const bodies: unknown[] = [];
	const call: Parameters<typeof stubItem>[0] = async ({ body }) => {
		bodies.push(body);
		return { kind: 'json', data: { errcode: 0 } };
	};
	await executeOperation(operation, stubItem(call, operation.sample), {
		...operation.sample.params,
		...change,
	});
	return bodies[0];
}

/** What the person reads who is asked by a customer service text. */
const textWith = async (options: IDataObject) =>
	await sent({ sendAs: 'text', message: 'A < B & C?', options });

test('a text carries the address of the page as it is: what a browser unescapes, WeChat opens', async () => {
	expect(await textWith({})).toMatchObject({
		msgtype: 'text',
		text: { content: `A < B & C?\n\n<a href="${LINK}">点此处理</a>` },
	});
});

test('a text of the link that holds markup cannot end the link', async () => {
	expect(await textWith({ linkText: '</a>Open & decide' })).toMatchObject({
		text: { content: expect.stringContaining(`<a href="${LINK}">/aOpen & decide</a>`) as unknown },
	});
});

test('a subscription notification opens the page, and has everything that its page of the API demands', async () => {
	expect(await sent({ sendAs: 'subscription', options: {} })).toEqual({
		touser: 'oSAMPLE000000000000000000001',
		template_id: 'SAMPLE-template-id-000000000000000000000001',
		page: LINK,
		miniprogram_state: 'formal',
		lang: 'zh_CN',
		data: { thing1: { value: 'Refund' }, amount2: { value: '39.80' } },
	});
});
