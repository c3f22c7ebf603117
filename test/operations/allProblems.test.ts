import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { problemsOf } from '../../core/errors/readAll';
import { InvalidInputError } from '../../core/errors/WechatErrors';
import { OPERATIONS } from '../../nodes/Wechat/resources';
import type { Operation } from '../../nodes/Wechat/operation';
import { executeOperation } from './support/executeOperation';
import { fileOf } from './support/fileOf';
import { nameOf } from './support/registryRules';
import { stubItem } from './support/stubItem';

/** One of these is wrong in almost every field that is checked at all. */
const WRONG = ['', '\u200b', 'a b\n中', '#', '[', '一'.repeat(3000)];

/** Whether a reply needs its thumbnail is known only once everything else was read and it is too late. */
const NEEDED_LATER: Readonly<Record<string, readonly string[]>> = {
	'passiveReply → video': ['Thumbnail Media ID'],
};

/** What an operation says of its sample with other values. */
async function problems(operation: Operation, change: IDataObject): Promise<readonly InvalidInputError[]> {
	const call = async () => {
		throw new Error('a call was made');
	};
	const params = { ...operation.sample.params, ...change };
	try {
		await executeOperation(operation, stubItem(call, operation.sample), params);
	} catch (error) {
		if (error instanceof InvalidInputError) return problemsOf(error);
	}
	return [];
}

/** For every field that refuses something: the wrong value and what is said of it. */
async function wrongValues(operation: Operation): Promise<Record<string, { value: string; said: string[] }>> {
	const found: Record<string, { value: string; said: string[] }> = {};
	for (const { name, type } of operation.fields) {
		if (!['string', 'dateTime', 'json', 'resourceLocator', 'collection'].includes(type)) continue;
		for (const value of WRONG) {
			const said = (await problems(operation, { [name]: value })).map(({ field }) => field);
			if (said.length === 0) continue;
			found[name] = { value, said };
			break;
		}
	}
	return found;
}

test.each(OPERATIONS.map((operation) => [nameOf(operation), operation] as const))(
	'%s names every wrong value at once',
	async (name, operation) => {
		const wrong = await wrongValues(operation);
		const all = Object.fromEntries(Object.entries(wrong).map(([name, { value }]) => [name, value]));
		const said = (await problems(operation, all)).map(({ field }) => field);
		const later = NEEDED_LATER[name] ?? [];
		const unsaid = Object.values(wrong)
			.flatMap((one) => one.said)
			.filter((field) => !later.includes(field) && !said.includes(field));
		expect(
			unsaid.map(
				(field) =>
					`${fileOf(operation)}: "${field}" is not named when other values are wrong, too; read the values with readAll of core/errors`,
			),
		).toEqual([]);
	},
);

/** Whether the editor shows a field of an operation whose other fields hold what the sample says. */
function isShown({ fields, sample }: Operation, { displayOptions }: INodeProperties): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(([name, values]) => {
		const other = fields.find((field) => field.name === name);
		return other === undefined || values?.includes((sample.params[name] ?? other.default) as never);
	});
}

/** Required fields of which nothing is said, or something else than that they are empty, when they are. */
async function emptyFindings(operation: Operation): Promise<string[]> {
	const asked = operation.fields.filter(
		(field) =>
			field.required &&
			['string', 'dateTime', 'resourceLocator'].includes(field.type) &&
			!field.typeOptions?.binaryDataProperty &&
			field.name !== 'outputField' &&
			isShown(operation, field),
	);
	const findings = await Promise.all(
		asked.map(async ({ displayName, name }) => {
			const said = (await problems(operation, { [name]: '' })).map(({ rule }) => rule);
			return said.some((rule) => /^is (?:empty|not chosen)/.test(rule))
				? []
				: [
						`${fileOf(operation)}: an empty "${displayName}" must be said to be empty, before a call is made; said is: ${said.join()}`,
					];
		}),
	);
	return findings.flat();
}

test('an expression that gives nothing to a required field is said to give nothing', async () => {
	const findings = await Promise.all(OPERATIONS.map(emptyFindings));
	expect(findings.flat()).toEqual([]);
});
