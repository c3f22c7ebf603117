import { SERVER_PLACE } from '../../core/errors/consolePaths';
import type { TriggerPanelDefinition } from 'n8n-workflow';

/** The panel that the editor shows next to the node while it has no data. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Receive messages and events from WeChat',
	executionsHelp: {
		inactive: `<b>Live:</b> publish the workflow (older n8n: activate it), then enter the Production URL in the WeChat console (${SERVER_PLACE}). WeChat accepts https on port 443 and http on port 80 only, on a public host; set N8N_WEBHOOK_URL (before n8n 2.30: WEBHOOK_URL) when n8n is behind a proxy. Executions appear in the executions list.<br /><br /><b>While you build:</b> an account has one server URL, and messages go there, not to the Test URL. Let a published workflow with this trigger pass a copy on (Options → Relay To), or make the Test URL the server URL of a test account. Then press Execute step and write to the account from a phone.`,
		active:
			'<b>Live:</b> WeChat sends to the Production URL, and executions appear in the executions list. Edits are live only after publishing again.<br /><br /><b>While you build:</b> press Execute step and let a published workflow pass a copy on to the Test URL (Options → Relay To), or use a test account whose server URL is the Test URL.',
	},
	activationHint:
		'Publish the workflow first (older n8n: activate it): WeChat checks the URL when you save it in the console.',
};
