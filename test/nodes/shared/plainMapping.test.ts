import fc from 'fast-check';
import type { IDataObject, NodeParameterValueType } from 'n8n-workflow';
import { plainMapping } from '../../../nodes/shared/plainMapping';
import { paramReader } from '../../../nodes/Wechat/run/params';
import { findOperation } from '../../operations/support/findOperation';
import { workflow as n8n } from '../harness/host';
import { nodeTypes, PASS } from '../harness/nodeTypes';

/** What n8n itself makes of a parameter. */
function evaluate(raw: unknown, json: IDataObject): unknown {
	const node = { id: '1', name: 'Node', type: PASS, typeVersion: 1, position: [0, 0], parameters: {} };
	const workflow = new n8n.Workflow({
		nodes: [node as never],
		connections: {},
		active: false,
		nodeTypes: nodeTypes([]),
	});
	const input = [{ json }];
	return workflow.expression.getParameterValue(
		raw as NodeParameterValueType,
		null,
		0,
		0,
		'Node',
		input,
		'manual',
		{},
	);
}

const JSON_OF_ITEM: IDataObject = {
	openid: 'oUSER',
	price: 39.8,
	paid: false,
	empty: '',
	padded: '  x ',
	expression: '={{ 1 + 1 }}',
	nothing: null,
	list: ['a'],
	订单号: '2026-1',
	'two words': 'both',
	order: { id: 7, 'a.b': 'dotted', customer: { name: '王' } },
};

const PLAIN = [
	'={{ $json.openid }}',
	'={{$json.openid}}',
	'={{ $json.price }}',
	'={{ $json.paid }}',
	'={{ $json.empty }}',
	'={{ $json.padded }}',
	'={{ $json.expression }}',
	'={{ $json.订单号 }}',
	'={{ $json["two words"] }}',
	"={{ $json['two words'] }}",
	'={{ $json.order.id }}',
	'={{ $json.order["a.b"] }}',
	'={{ $json.order.customer.name }}',
	{ a: '={{ $json.openid }}', b: 'constant', c: { d: '={{ $json.price }}', e: [1, 'x'] } },
];

test.each(PLAIN)('%j gives what n8n gives', (raw) => {
	const read = plainMapping(raw);
	expect(read?.(JSON_OF_ITEM)).toEqual(evaluate(raw, JSON_OF_ITEM));
	expect(read?.(JSON_OF_ITEM)).not.toBeUndefined();
});

test.each([
	'={{ $json.missing }}',
	'={{ $json.missing.deeper }}',
	'={{ $json.nothing }}',
	'={{ $json.list }}',
	'={{ $json.list.length }}',
	'={{ $json.order }}',
	'={{ $json.openid.length }}',
	'={{ $json.toString }}',
	'={{ $json.constructor }}',
	'={{ $json.__proto__ }}',
	'={{ $json.constructor.name }}',
	{ a: '={{ $json.missing }}', b: '={{ $json.openid }}' },
])('%j is left to n8n at run time', (raw) => {
	expect(plainMapping(raw)?.(JSON_OF_ITEM)).toBeUndefined();
});

test.each([
	'=order-{{ $json.openid }}',
	'= {{ $json.openid }}',
	'={{ $json.openid }} ',
	'={{ $json.openid }}{{ $json.price }}',
	'={{ $json.openid + 1 }}',
	'={{ $json.openid.toUpperCase() }}',
	'={{ $json["a" + "b"] }}',
	'={{ $json.list[0] }}',
	'={{ $("Other").item.json.openid }}',
	'={{ $json }}',
	'={{ $now }}',
	'=text',
	['={{ $json.openid }}'],
	{ a: '={{ $json.openid }}', b: '={{ $now }}' },
])('%j is left to n8n altogether', (raw) => {
	expect(plainMapping(raw)).toBeUndefined();
});

test('a value without expressions is itself, without a copy', () => {
	const raw = { schema: [{ id: 'thing1' }] };
	expect(plainMapping(raw)?.({})).toBe(raw);
});

test('any key and any JSON value: what is read is what n8n gives', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom(...'abZ_$9 -名.'), minLength: 1, maxLength: 6 }),
			fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.array(fc.string())),
			fc.boolean(),
			(key, value, dotted) => {
				const raw = dotted ? `={{ $json.${key} }}` : `={{ $json["${key}"] }}`;
				const json = { [key]: value } as IDataObject;
				const read = plainMapping(raw)?.(json);
				fc.pre(read !== undefined);
				expect(read).toEqual(evaluate(raw, json));
			},
		),
		{ numRuns: 300 },
	);
});

test('an expression in a locator is read off the item without asking n8n, in the form of older workflows as well', () => {
	const asked: string[] = [];
	const read = (touser: unknown) => {
		const n8nOfRun = {
			getNode: () => ({ parameters: { touser, content: 'a', options: {} } }),
			getInputData: () => [{ json: { openid: ' oA ' } }, { json: { openid: 'oB' } }],
			getNodeParameter: (name: string, _item: number, fallback: unknown) => {
				asked.push(name);
				return name === 'touser' ? 'of n8n' : fallback;
			},
		};
		const values = paramReader(findOperation('customerService', 'sendText'), n8nOfRun as never);
		return [0, 1].map((item) => values(item).touser);
	};
	const expression = '={{ $json.openid }}';
	expect(read({ __rl: true, mode: 'id', value: expression })).toEqual(['oA', 'oB']);
	expect(read(expression)).toEqual(['oA', 'oB']);
	expect(asked).not.toContain('touser');
	expect(read({ __rl: true, mode: 'id', value: '={{ $now }}' })).toEqual(['of n8n', 'of n8n']);
	expect(read({ __rl: true, mode: '={{ $json.mode }}', value: expression })).toEqual(['of n8n', 'of n8n']);
});
