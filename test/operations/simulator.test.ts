import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { OPERATIONS } from '../../nodes/Wechat/resources';
import type { Operation } from '../../nodes/Wechat/operation';
import { nameOf } from './support/registryRules';
import { itemWithFile, NODE, runOperation } from './support/runOperation';
import { SAMPLE_FOLLOWERS, type SimulatedAccount, startSimulatedAccount } from './support/simulatedAccount';
import { NEEDS, STATE_REFUSALS } from './support/simulatorNeeds';

const EVERY = OPERATIONS.map((operation) => [nameOf(operation), operation] as const);
/** Parameters that n8n does not let an expression give as a whole. */
const LITERAL = ['collection', 'fixedCollection', 'resourceMapper'];

let account: SimulatedAccount;
let routes: string[];
beforeAll(async () => {
	account = await startSimulatedAccount();
	({ routes } = await account.simulator.control.state());
});
afterAll(async () => await account.close());

/** Whether the platform has the route of an operation; one that makes no call needs none. */
function isServed({ sample: { request } }: Operation): boolean {
	return (
		!request ||
		routes.some((route) => {
			const [methods = '', path] = route.split(/ (?=\/)/);
			return path === request.path && methods.split(' or ').includes(request.method);
		})
	);
}

/** Two items, the second one about the other follower where the first is about one. */
async function twoItems(operation: Operation): Promise<{ params: IDataObject; input: INodeExecutionData[] }> {
	const { sample, fields } = operation;
	const [one, other] = SAMPLE_FOLLOWERS;
	const [first, second] = (await NEEDS[nameOf(operation)]?.(account)) ?? [{}, {}];
	const forOther = JSON.parse(JSON.stringify(sample.params).replaceAll(one, other)) as IDataObject;
	const input = [
		{ ...sample.params, ...first },
		{ ...forOther, ...second },
	].map((json) => itemWithFile(json, sample.inputFile));
	const params = Object.fromEntries(
		Object.entries(sample.params).map(([name, value]) => {
			const literal = LITERAL.includes(fields.find((field) => field.name === name)?.type ?? '');
			return [name, literal ? value : `={{ $json.${name} }}`];
		}),
	);
	return { params, input };
}

test.each(EVERY)('%s is carried out for two items by the platform', async (name, operation) => {
	await account.renew();
	const { items } = await runOperation(account.simulator.urls.api, operation, {
		...(await twoItems(operation)),
		app: account.app,
		continueOnFail: true,
	});
	const refused = items(NODE).filter(({ json }) => json.error !== undefined);
	const unexpected = refused.filter(
		({ json }) => (json.details as IDataObject).errcode !== STATE_REFUSALS[name],
	);
	expect(unexpected).toEqual([]);
	if (operation.output.kind !== 'list' && !operation.run) {
		expect(items(NODE).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	}
	expect((await account.simulator.control.state()).unknownRoutes).toEqual([]);
});

test('the simulator has the route of every operation', () => {
	const unserved = EVERY.filter(([, operation]) => !isServed(operation)).map(([name]) => name);
	expect(unserved).toEqual([]);
});
