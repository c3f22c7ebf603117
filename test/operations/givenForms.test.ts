import { InvalidInputError } from '../../core/errors/WechatErrors';
import type { Operation } from '../../nodes/Wechat/operation';
import { OPERATIONS } from '../../nodes/Wechat/resources';
import { fileOf } from './support/fileOf';
import { findOperation } from './support/findOperation';
import {
	carryOut,
	complaint,
	junkFor,
	type Outcome,
	otherForms,
	type Place,
	placesOf,
	SWITCH_FORMS,
} from './support/givenForms';
import { nameOf } from './support/registryRules';

const EVERY = OPERATIONS.map((operation) => [nameOf(operation), operation] as const);

/** Outcomes as texts, so that they can be compared. */
function shown({ requests, error, given }: Outcome): string {
	const refused = error instanceof InvalidInputError ? error.message : String(error);
	return JSON.stringify(
		{ requests, given, error: error === undefined ? undefined : refused },
		(_, value: unknown) => (Number.isNaN(value) || typeof value === 'function' ? String(value) : value),
	);
}

const asText = (value: unknown) =>
	typeof value === 'number' || typeof value === 'function' ? String(value) : JSON.stringify(value);

const GARBAGE = /\[object |NaN|undefined|=> 1/;

/** What is wrong with how an operation takes the forms of one value. */
async function formFindings(operation: Operation, place: Place): Promise<string[]> {
	const pairs = place.field.type === 'boolean' ? SWITCH_FORMS : [[place.value, otherForms(place)] as const];
	const findings: string[] = [];
	for (const [typed, forms] of pairs) {
		if (forms.length === 0) continue;
		const expected = shown(await carryOut(operation, place.put(typed)));
		for (const form of forms) {
			const seen = shown(await carryOut(operation, place.put(form)));
			if (seen === expected) continue;
			findings.push(
				`${fileOf(operation)}: ${place.labels.join(' → ')}: ${asText(form)} must do the same as ${asText(typed)}: ${seen.slice(0, 300)} instead of ${expected.slice(0, 300)}`,
			);
		}
	}
	return findings;
}

/** What is wrong with how an operation takes values that mean nothing in a field. */
async function junkFindings(operation: Operation, place: Place): Promise<string[]> {
	const findings: string[] = [];
	const untouched = shown(await carryOut(operation, place.put(place.field.default)));
	for (const junk of junkFor(place)) {
		const outcome = await carryOut(operation, place.put(junk));
		const seen = shown(outcome);
		const garbage = outcome.error === undefined ? GARBAGE.exec(seen)?.[0] : undefined;
		const problem =
			garbage === undefined
				? complaint(place, outcome, seen === untouched)
				: `is sent as ${garbage}: ${seen.slice(0, 300)}`;
		if (problem)
			findings.push(`${fileOf(operation)}: ${place.labels.join(' → ')}: ${asText(junk)} ${problem}`);
	}
	return findings;
}

test.each(EVERY)(
	'%s takes the same value in every form that an expression may give',
	async (_name, operation) => {
		const findings = [];
		for (const place of placesOf(operation)) findings.push(...(await formFindings(operation, place)));
		expect(findings).toEqual([]);
	},
);

test.each(EVERY)('%s refuses by its name what means nothing in a field', async (_name, operation) => {
	const findings = [];
	for (const place of placesOf(operation)) findings.push(...(await junkFindings(operation, place)));
	expect(findings).toEqual([]);
});

describe('what an operation gets wrong is found:', () => {
	const altered = (change: Partial<Operation>): [Operation, Place] => {
		const operation = findOperation('tag', 'create');
		const wrong = { ...operation, ...change, sample: { ...operation.sample, params: { tagName: '134' } } };
		const [place] = placesOf(wrong) as [Place];
		return [wrong, place];
	};
	const body = (name: unknown) => ({ method: 'POST' as const, path: '/x', body: { name } });

	test('a value that it asks n8n for', async () => {
		const operation = altered({ request: (_, { n8n }) => body(n8n.getNodeParameter('tagName', 0)) });
		expect(await formFindings(...operation)).toEqual([expect.stringContaining('must do the same as')]);
	});

	test('an object that became a text', async () => {
		const operation = altered({ request: () => body(String({})) });
		expect((await junkFindings(...operation)).join()).toContain('is sent as [object ');
	});

	test('a crash', async () => {
		const operation = altered({
			request: (params) => body((params.tagName as string).charAt(0) || (null as never as string).trim()),
		});
		expect((await junkFindings(...operation)).join()).toContain('crashes: TypeError');
	});

	test('a refusal after a call, and one without the name of the field', async () => {
		const late = altered({
			run: async (params, { connection }) => {
				await connection.call(body(1), { effect: 'write', deduplicated: false });
				if (params.tagName === '') throw new InvalidInputError('Name', 'is empty', 'Enter it.');
				return [];
			},
		});
		expect((await junkFindings(...late)).join()).toContain('is refused after 1 requests: Name: is empty');
		const nameless = altered({
			request: (params) => {
				try {
					return body(params.tagName);
				} catch {
					throw new InvalidInputError('Something', 'is wrong', 'Correct it.');
				}
			},
		});
		expect((await junkFindings(...nameless)).join()).toContain('is refused without its name');
	});
});
