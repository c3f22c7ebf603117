import { OPERATIONS } from '../../nodes/Wechat/resources';
import type { Operation } from '../../nodes/Wechat/operation';
import { ACCOUNT_KINDS } from '../../scripts/scaffold/accountKinds';
import { areas } from '../../simulator/areas/registry';
import type { Area, Route } from '../../simulator/areas/Area';
import type { AccountKind } from '../../simulator/state/Account';
import { fileOf } from './support/fileOf';
import { nameOf } from './support/registryRules';

/** Operations whose own official page allows fewer accounts than the permission table, which the simulator keeps to. */
const STRICTER: Readonly<Record<string, string>> = {
	'menu → createConditional': 'certified accounts only',
	'menu → deleteConditional': 'certified accounts only',
	'menu → tryMatch': 'certified accounts only',
	'user → setRemark': 'certified service accounts',
	'template → addFromLibrary':
		'certified service accounts; test accounts write templates of their own in the sandbox',
	'template → broadcast': 'reads the list of followers first, which certified subscription accounts may, too',
	'template → getBlocked': 'certified service accounts',
	'template → getIndustry': 'certified service accounts',
	'template → setIndustry': 'certified service accounts',
};

/** A reply in the answer to the push calls no API: only what goes out when it comes too late does. */
const REPLIES = 'passiveReply';

const ROUTES: readonly Route[] = Object.values<Area>(areas).flatMap(({ routes }) => [...routes]);

/** Who may call the API of an operation on the platform; undefined where no account token is asked for. */
function permitted({ sample: { request } }: Operation): readonly AccountKind[] | undefined {
	const route = ROUTES.find(
		({ path, method }) => path === request?.path && method.split(' or ').includes(request.method),
	);
	return route?.auth === 'access_token' ? route.permits : undefined;
}

/** Operations that claim other accounts than the platform lets in. */
function falseClaims(operations: readonly Operation[]): string[] {
	return operations.flatMap((operation) => {
		const permits = permitted(operation);
		if (!permits || operation.resource === REPLIES || operation.account === 'depends on the API') return [];
		const meant = ACCOUNT_KINDS[operation.account];
		const place = `${fileOf(operation)}: "account" differs from the PERMITS of the simulator's route: it`;
		const remedy = 'correct the one that the official page does not bear out';
		const extra = meant.filter((kind) => !permits.includes(kind));
		const missing = nameOf(operation) in STRICTER ? [] : permits.filter((kind) => !meant.includes(kind));
		return [
			...extra.map((kind) => `${place} leaves it to ${kind}, which gets 48001 there; ${remedy}`),
			...missing.map((kind) => `${place} keeps ${kind} from it, which may call it there; ${remedy}`),
		];
	});
}

test('every operation names the accounts that the platform lets in', () => {
	expect(OPERATIONS.filter((operation) => permitted(operation)).length).toBeGreaterThan(55);
	expect(falseClaims(OPERATIONS)).toEqual([]);
});

test('a false claim is found, in both directions', () => {
	const [first] = OPERATIONS.filter(({ resource }) => resource === 'customerService');
	if (!first) throw new Error('there are no customer service messages');
	expect(falseClaims([{ ...first, account: 'any' }])).toHaveLength(2);
	expect(falseClaims([{ ...first, account: 'certified service account' }])).toHaveLength(2);
});

test('the exceptions are operations that allow fewer accounts', () => {
	const named = OPERATIONS.filter((operation) => nameOf(operation) in STRICTER);
	expect(named).toHaveLength(Object.keys(STRICTER).length);
	for (const operation of named) {
		const meant = ACCOUNT_KINDS[operation.account as keyof typeof ACCOUNT_KINDS];
		expect(permitted(operation)?.filter((kind) => !meant.includes(kind))).not.toEqual([]);
	}
});
