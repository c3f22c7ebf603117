import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Words that keep their capitals inside a sentence. */
const OWN_CAPITALS = /^(?:[A-Z]{2,}s?|OpenIDs?|AppSecret|JS-SDK|QR)$/;
const SHOWN_NAME = /^[^(]+ \((?:\w+, )?([^()]*\p{Script=Han}[^()]*)\)$/u;
const SHOWN_ACTION = /^([A-Z][^()]*[^().]) \([^()]*\p{Script=Han}[^()]*\)$/u;
const ARTICLES = /\b(?:an?|the)\b/i;

/** Names in the built node without Chinese or twice in a resource, and actions that n8n would not write so. */
export function nameFindings(properties: readonly INodeProperties[]): string[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) => {
			const resource = String(displayOptions?.show?.resource?.[0]);
			const seen = new Set<string>();
			return (options as INodePropertyOptions[]).flatMap(({ name, value, action = '' }) => {
				const place = `${resource} → ${String(value)}`;
				// What a person has still to decide is told by a rule of its own.
				if (name.includes('TODO')) return [];
				const chinese = SHOWN_NAME.exec(name)?.[1];
				const isDouble = chinese !== undefined && seen.has(chinese);
				if (chinese !== undefined) seen.add(chinese);
				return [
					...(chinese !== undefined || name === 'Custom API Call'
						? []
						: [`${place}: add "chinese" to "option", what WeChat calls it; the name is ${name}`]),
					...(isAction(action)
						? []
						: [
								`${place}: "action" must be a few words in sentence case, beginning with a verb, without articles and period: ${action}`,
							]),
					...(isDouble
						? [`${place}: "chinese" ${chinese} exists twice in the resource; choose another one`]
						: []),
				];
			});
		});
}

function isAction(text: string): boolean {
	const english = SHOWN_ACTION.exec(text)?.[1];
	if (english === undefined || ARTICLES.test(english)) return false;
	const [, ...rest] = english.split(' ');
	return rest.every((word) => word === word.toLowerCase() || OWN_CAPITALS.test(word));
}
