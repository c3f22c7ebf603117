import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../nodes/Wechat/operation';
import { OPERATIONS } from '../../nodes/Wechat/resources';

/** Required ids that are typed, and why there is no list to pick them from. */
const TYPED: Readonly<Record<string, string>> = {
	cardId: 'card coupons (卡券) are no resource of this node',
	fromAppid: 'names another account, the former one of a migration',
	id: 'is invented by whoever writes the answers of a menu message',
	massMsgId: 'WeChat lists no mass messages; sending gives the id, and the event of its end repeats it',
	mediaIds: 'several images in one expression; Choose Images → One by One has the list',
	miniProgramAppId: 'WeChat lists no mini programs to an Official Account',
	msgDataId: 'no list of WeChat holds it; the mass message or the publishing gives it',
	openids: 'a whole list, as text or array',
	productId: 'products are listed by WeChat Store (微信小店), which is another API',
	publishId: 'WeChat lists only what was published; the publishing gives the id',
	rid: 'is in the text of an error',
	rulePrefix:
		'an address that its owner chose; a rule to publish is named without the mini program whose rules WeChat lists',
	voiceId: 'is invented by whoever uploads the voice',
};

describe('nobody has to type the id of a thing that WeChat lists', () => {
	const ID_FIELD = /(?:id|ids|account|prefix)$/i;
	const ID_ON_THE_WIRE = /(?:id|account|prefix)$/i;
	const isList = ({ fields, output }: Operation) =>
		output.kind === 'list' || fields.some(({ name }) => name === 'returnAll');
	const keysOf = (value: unknown): string[] =>
		typeof value === 'object' && value !== null
			? Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)])
			: [];
	/** Properties of listed things that are ids. */
	const listed = new Set(
		OPERATIONS.filter(isList)
			.flatMap(({ sample }) => keysOf(sample.response))
			.filter((key) => ID_ON_THE_WIRE.test(key)),
	);
	const wireNames = (request: unknown, value: unknown): string[] =>
		typeof request === 'object' && request !== null
			? Object.entries(request).flatMap(([key, inner]) =>
					String(inner) === value ? [key] : wireNames(inner, value),
				)
			: [];
	const nested = (field: INodeProperties): INodeProperties[] => [
		field,
		...(field.options ?? []).flatMap((option) => {
			if ('values' in option) return option.values.flatMap(nested);
			return 'type' in option ? nested(option) : [];
		}),
	];
	const bare = (operations: readonly Operation[]) =>
		operations.flatMap(({ fields, sample }) =>
			fields
				.flatMap(nested)
				.filter(({ type, required }) => type === 'string' && required)
				.map(({ name }) => name)
				.filter((name) => {
					const value = sample.params[name];
					const isListed =
						typeof value === 'string' &&
						value !== '' &&
						wireNames(sample.request, value).some((key) => listed.has(key));
					return isListed || ID_FIELD.test(name);
				}),
		);

	test('in any operation, but for those of which there is no list', () => {
		expect([...new Set(bare(OPERATIONS))].sort()).toEqual(Object.keys(TYPED).sort());
	});

	test('and a field that asks for one is found by its name, and by what it becomes', () => {
		const [operation] = OPERATIONS.filter(
			({ resource, option }) => resource === 'tag' && option.value === 'update',
		);
		const field = (name: string): INodeProperties => ({
			displayName: 'A',
			name,
			type: 'string',
			default: '',
			required: true,
		});
		const sample = {
			params: { which: '134' },
			request: { method: 'POST', path: '/x', body: { tag: { id: 134 } } },
			response: {},
		};
		const altered = [{ ...operation, fields: [field('thingId'), field('which'), field('other')], sample }];
		expect(bare(altered as unknown as Operation[])).toEqual(['thingId', 'which']);
	});
});
