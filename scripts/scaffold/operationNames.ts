/** The names of a new operation. */
export interface OperationNames {
	/** Value of the resource, and name of its folder. */
	resource: string;
	/** Value of the operation, and name of its file. */
	operation: string;
	/** Name of the exported descriptor. */
	exportName: string;
	/** The name in the editor. */
	resourceTitle: string;
	operationTitle: string;
	/** The name in the list of actions: sentence case. */
	action: string;
}

/** Names that already exist in the repository. */
export interface TakenNames {
	resources: readonly { value: string; name: string; operations: readonly TakenOperation[] }[];
	/** Names of the files in the folder of the resource, without extension. */
	files: readonly string[];
}

interface TakenOperation {
	option: { name: string; value: string };
}

/** The reason for a refusal, for the user. */
export class RefusedName extends Error {}

const CAMEL_CASE = /^[a-z][a-zA-Z0-9]{1,39}$/;
const KEYWORDS =
	'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
		' ',
	);
/** Every object has these, so a lookup by name would find them. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);
const SPELLED: Readonly<Record<string, string>> = {
	api: 'API',
	id: 'ID',
	ids: 'IDs',
	ip: 'IP',
	ips: 'IPs',
	openid: 'OpenID',
	openids: 'OpenIDs',
	qr: 'QR',
	sdk: 'SDK',
	unionid: 'UnionID',
	url: 'URL',
	urls: 'URLs',
};

/**
 * Determines the names of a new operation.
 *
 * @throws RefusedName when a name is malformed, reserved or taken
 */
export function operationNames(resource: string, operation: string, taken: TakenNames): OperationNames {
	refuseForm('resource', resource);
	refuseForm('operation', operation);
	if (KEYWORDS.includes(resource)) {
		throw new RefusedName(`The resource cannot be called "${resource}": it is a word of the language.`);
	}
	const known = refuseTaken(resource, operation, taken);
	const words = wordsOf(operation);
	const object = words.length === 1 || operation === 'getMany' ? wordsOf(resource) : [];
	const resourceTitle = known?.name ?? titleOf(resource);
	return {
		resource,
		operation,
		// A verb alone does not say what it applies to, and may be a reserved word: "delete" becomes "deleteDraft".
		exportName:
			object.length > 0 ? `${operation}${resource[0]?.toUpperCase()}${resource.slice(1)}` : operation,
		resourceTitle,
		operationTitle: titleOf(operation),
		action: sentence([...words, ...object]),
	};
}

function refuseForm(what: string, name: string): void {
	if (!CAMEL_CASE.test(name)) {
		throw new RefusedName(
			`The ${what} cannot be called "${name}": write it in camelCase with 2 to 40 letters and digits, e.g. ${what === 'resource' ? 'customerService' : 'getMany'}.`,
		);
	}
	if (name === 'index' || name === 'custom' || INHERITED.includes(name)) {
		throw new RefusedName(`The ${what} cannot be called "${name}": the name is reserved.`);
	}
}

function refuseTaken(resource: string, operation: string, { resources, files }: TakenNames) {
	const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
	const alike = resources.find(({ value }) => same(value, resource));
	if (alike && alike.value !== resource) {
		throw new RefusedName(`There is a resource "${alike.value}" already: use that, or another name.`);
	}
	const title = titleOf(operation);
	const double = alike?.operations.find(
		({ option }) => same(option.value, operation) || option.name === title,
	);
	if (double) {
		throw new RefusedName(
			`${resource} has an operation "${double.option.value}" ("${double.option.name}") already: choose another name.`,
		);
	}
	const file = files.find((name) => same(name, operation));
	if (file !== undefined) {
		throw new RefusedName(
			`nodes/Wechat/resources/${resource}/${file}.ts exists already: choose another name.`,
		);
	}
	return alike;
}

function wordsOf(name: string): string[] {
	return name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(' ');
}

function titleOf(name: string): string {
	return wordsOf(name).map(capital).join(' ');
}

function sentence(words: readonly string[]): string {
	return words.map((word, index) => (index === 0 ? capital(word) : (SPELLED[word] ?? word))).join(' ');
}

function capital(word: string): string {
	return SPELLED[word] ?? `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
