import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { OPERATIONS } from '../../nodes/Wechat/resources';
import type { Operation } from '../../nodes/Wechat/operation';
import { fileOf } from './support/fileOf';
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

/** What the simulator lacks, and where it belongs. */
function routeFinding(route: string, operation: Operation): string {
	const areas = 'simulator/areas/<area>/area.ts';
	return `${areas}: add the route ${route}, which ${fileOf(operation)} calls ("Add a simulator route" in CONTRIBUTING.md)`;
}

/** What to do about an item that the platform refused. */
function refusalFinding(name: string, item: number, { error, details }: IDataObject): string {
	const { errcode } = details as IDataObject;
	return `test/operations/support/simulatorNeeds.ts: the simulator refuses item ${item} of "${name}" (${errcode}: ${String(error)}): add to NEEDS what both items must name, or to STATE_REFUSALS the code if no account can have it`;
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
	const refused = items(NODE).flatMap(({ json }, item) => (json.error === undefined ? [] : [{ json, item }]));
	expect(
		refused
			.filter(({ json }) => (json.details as IDataObject).errcode !== STATE_REFUSALS[name])
			.map(({ json, item }) => refusalFinding(name, item, json)),
	).toEqual([]);
	if (operation.output.kind !== 'list' && !operation.run) {
		expect(items(NODE).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	}
	const { unknownRoutes } = await account.simulator.control.state();
	expect(unknownRoutes.map((route) => routeFinding(JSON.stringify(route), operation))).toEqual([]);
});

test('the simulator has the route of every operation', () => {
	const unserved = OPERATIONS.filter((operation) => !isServed(operation)).map((operation) =>
		routeFinding(`${operation.sample.request?.method} ${operation.sample.request?.path}`, operation),
	);
	expect(unserved).toEqual([]);
});
