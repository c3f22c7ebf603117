import type { INodeProperties } from 'n8n-workflow';

/**
 * The notice at the top of a form: the steps that have to be done elsewhere, as a list. A notice keeps no other markup than lists
 * and links.
 */
export function setupNotice(...steps: string[]): INodeProperties {
	const displayName = `<ul>${steps.map((step) => `<li>${step}</li>`).join('')}</ul>`;
	return { displayName, name: 'setupNotice', type: 'notice', default: '' };
}
