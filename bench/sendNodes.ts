import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const node = (name: string, properties: string, execute: string): string => `
class Node {
	description = {
		displayName: '${name}', name: '${name}', group: ['transform'], version: 1, description: '${name}',
		defaults: { name: '${name}' }, inputs: ['main'], outputs: ['main'], properties: [${properties}],
	};
	async execute() {${execute}}
}
exports.${name[0]?.toUpperCase()}${name.slice(1)} = Node;
`;

const property = (name: string, type: string, fallback: unknown): string =>
	JSON.stringify({ displayName: name, name, type, default: fallback });

/** Nodes that exist for the bench alone, by node name. */
const NODES: Readonly<Record<string, string>> = {
	/** Makes the items: recipients and values. */
	benchItems: node(
		'benchItems',
		[property('count', 'number', 1), property('openids', 'string', '')].join(','),
		`
		const openids = this.getNodeParameter('openids', 0).split(',');
		const run = Date.now().toString(36);
		return [Array.from({ length: this.getNodeParameter('count', 0) }, (_, index) => ({
			json: {
				openid: openids[index % openids.length],
				id: run + '-' + index,
				product: '手冲咖啡', price: '¥39.80', paidAt: '2026年11月22日 10:05',
			},
			pairedItem: { item: 0 },
		}))];`,
	),
	/** Outputs the items that the sending node would output, without sending: the host's own needs. */
	benchEcho: node(
		'benchEcho',
		property('template', 'string', ''),
		`
		const template_id = this.getNodeParameter('template', 0);
		return [this.getInputData().map(({ json }, item) => ({
			json: { touser: json.openid, template_id, success: true, msgid: String(3303000000000000000n + BigInt(item)) },
			pairedItem: { item },
		}))];`,
	),
	/** Counts a broadcast's output: its items, and the rows of its file of failures. */
	benchCount: node(
		'benchCount',
		'',
		`
		const items = this.getInputData();
		const { failures } = items[0].binary ?? {};
		const file = failures ? await this.helpers.getBinaryDataBuffer(0, 'failures') : Buffer.alloc(0);
		const lines = file.toString('utf8').split('\\r\\n').filter((line) => line !== '');
		const summary = items[0].json;
		return [[{ json: { summary, items: items.length, rows: Math.max(0, lines.length - 1) }, pairedItem: { item: 0 } }]];`,
	),
	/**
	 * The upper bound: only n8n's own request helper, with the same number of calls in flight. With `limited` it aborts an answer that is too
	 * long, which n8n only allows with a stream.
	 */
	benchBareSend: node(
		'benchBareSend',
		[
			property('url', 'string', ''),
			property('template', 'string', ''),
			property('inFlight', 'number', 10),
			property('limited', 'boolean', false),
		].join(),
		`
		const items = this.getInputData();
		const url = this.getNodeParameter('url', 0);
		const template_id = this.getNodeParameter('template', 0);
		const form = this.getNodeParameter('limited', 0) ? { encoding: 'stream' } : {};
		const read = (stream) => new Promise((resolve, reject) => {
			const chunks = [];
			let bytes = 0;
			stream.on('data', (chunk) => {
				chunks.push(chunk);
				bytes += chunk.length;
				if (bytes > 1048576) stream.destroy(new Error('too long'));
			});
			stream.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
			stream.on('error', reject);
		});
		const results = new Array(items.length);
		let next = 0;
		const lane = async () => {
			while (next < items.length) {
				const index = next++;
				const { openid, id, product, price, paidAt } = items[index].json;
				const data = { thing1: { value: product }, amount2: { value: price }, time3: { value: paidAt } };
				const answer = await this.helpers.httpRequest({
					...form, method: 'POST', url, headers: { 'content-type': 'application/json; charset=utf-8' },
					body: JSON.stringify({ touser: openid, template_id, client_msg_id: id, data }),
				});
				const json = form.encoding ? await read(answer) : answer;
				if (json.errcode !== 0) throw new Error('errcode ' + json.errcode);
				results[index] = { json, pairedItem: { item: index } };
			}
		};
		await Promise.all(Array.from({ length: this.getNodeParameter('inFlight', 0) }, lane));
		return [results];`,
	),
};

/**
 * Adds the bench's own nodes to a built package.
 *
 * @param dir folder of the package
 */
export async function addSendNodes(dir: string): Promise<void> {
	const manifestFile = path.join(dir, 'package.json');
	const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as { n8n: { nodes: string[] } };
	for (const [name, source] of Object.entries(NODES)) {
		const className = `${name[0]?.toUpperCase()}${name.slice(1)}`;
		const file = `dist/nodes/${className}/${className}.node.js`;
		await mkdir(path.dirname(path.join(dir, file)));
		await writeFile(path.join(dir, file), source);
		manifest.n8n.nodes.push(file);
	}
	await writeFile(manifestFile, JSON.stringify(manifest));
}
