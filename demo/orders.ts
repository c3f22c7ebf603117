import axios from 'axios';
import { outputOf, type StoredWorkflow } from '../host/rest';
import { countDelivered, expectOneMore } from './countDelivered';
import type { Narrator } from './Narrator';
import type { Testbed } from './startTestbed';
import { STEP_TIMEOUT, succeed } from './succeed';
import { webhookAddress } from './webhookAddress';

const ORDER = { product: '手冲咖啡', price: 39.8, paidAt: '2026-11-22T10:00:00+08:00' };
/**
 * A shop calls a webhook twice for one order, and the customer gets one message.
 *
 * @param workflow the example `order-webhook`
 * @param openid of the customer
 * @throws when a step does not go as it should
 */
export async function payOrder(
	testbed: Testbed,
	workflow: StoredWorkflow,
	openid: string,
	narrator: Narrator,
): Promise<void> {
	const url = webhookAddress(testbed, workflow, 'n8n-nodes-base.webhook', 'order-paid');
	const order = { openid, orderId: '20261122-0001', ...ORDER };
	const before = await countDelivered(testbed);
	for (const call of [1, 2]) {
		const { status, data } = await axios.post<unknown>(url, order, { proxy: false });
		narrator.tell('orderPosted', { call, status, msgid: String((data as { msgid?: unknown }).msgid) });
	}
	await expectOneMore(testbed, before);
	narrator.tell('orderOnce');
}

/**
 * A row appears in a Data Table, becomes a message, and is marked.
 *
 * @param workflow the example `database-row`
 * @param table id of the Data Table
 * @param openid of the recipient
 * @throws when a step does not go as it should
 */
export async function addRow(
	testbed: Testbed,
	workflow: StoredWorkflow,
	table: string,
	openid: string,
	narrator: Narrator,
): Promise<void> {
	const { api } = testbed.host;
	await api.dataTables.insert(table, [{ openid, ...ORDER }]);
	narrator.tell('rowAdded');
	const execution = succeed(
		await api.executions.waitFor(await api.workflows.run(workflow.id, 'Every Minute'), STEP_TIMEOUT),
	);
	narrator.tell('templateAccepted', { msgid: String(outputOf(execution, 'Send Notice')[0]?.msgid) });
	const [row] = await api.dataTables.rows(table);
	if (row?.result !== 'sent') throw new Error('The row was not marked');
	narrator.tell('rowMarked');
}
