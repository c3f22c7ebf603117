import type { INodeProperties } from 'n8n-workflow';

/** The notice at the top of a form: a list of the steps to be done elsewhere. Notices support no markup but lists and links. */
export function setupNotice(...steps: string[]): INodeProperties {
	const displayName = `<ul>${steps.map((step) => `<li>${step}</li>`).join('')}</ul>`;
	return { displayName, name: 'setupNotice', type: 'notice', default: '' };
}
