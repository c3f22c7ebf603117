import type { Operation } from '../../nodes/Wechat/operation';
import { runSample } from '../../test/operations/support/executeOperation';
import { itemsSchema } from './outputSchemas';

/** Where n8n looks for the node's schemas: folder of the node, version, then resource and operation. */
export const SCHEMA_FOLDER = 'nodes/Wechat/__schema__/v1.0.0';

/** The output after the person's answer, since the node's own output only starts the wait. */
const AFTER_WAITING: Readonly<Record<string, object>> = {
	'approval/sendAndWait': {
		data: { approved: true, text: '', respondedAt: '' },
		openid: '',
		verified: true,
		itemIndex: 0,
	},
};

/** Operations whose output is the answer of any API, or the input. */
const UNKNOWN_SHAPE: ReadonlySet<string> = new Set(['custom/call', 'webAuthorization/respond']);

/**
 * Writes the schemas with which the editor offers the fields of each operation before it has run, using the node's own code.
 *
 * @param operations with samples, which are run
 * @returns JSON by path in the repository; none for an operation with unpredictable output
 */
export async function operationSchemas(
	operations: readonly Operation[],
): Promise<Readonly<Record<string, string>>> {
	const known = operations.filter((operation) => !UNKNOWN_SHAPE.has(placeOf(operation)));
	const files = await Promise.all(
		known.map(async (operation) => {
			const place = placeOf(operation);
			const waited = AFTER_WAITING[place];
			const items = waited ? [waited] : (await runSample(operation)).items.map(({ json }) => json);
			return [`${SCHEMA_FOLDER}/${place}.json`, itemsSchema(items)] as const;
		}),
	);
	return Object.fromEntries(files);
}

function placeOf({ resource, option }: Operation): string {
	return `${resource}/${option.value}`;
}
