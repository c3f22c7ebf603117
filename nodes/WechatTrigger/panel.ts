import type { TriggerPanelDefinition } from 'n8n-workflow';

/** What the editor shows beside the node while it has no data. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Receive messages and events from WeChat',
	executionsHelp: {
		inactive:
			"<b>While you build:</b> WeChat keeps one server URL per account, so let it send to the Test URL only with a test account, or relay to it: an active workflow with this trigger can send a copy of every push to the Test URL (Options → Relay To). Click 'listen', then write to the account from a phone.<br /><br /><b>Live:</b> activate the workflow, then paste the Production URL into the console (设置与开发 → 基本配置 → 服务器配置). WeChat accepts http on port 80 and https on port 443 only, on a host that it can reach; set WEBHOOK_URL when n8n is behind a proxy.",
		active:
			"<b>Live:</b> WeChat sends to the Production URL, and executions appear in the executions list.<br /><br /><b>While you build:</b> click 'listen' and let an active workflow relay to the Test URL (Options → Relay To), or use a test account whose server URL is the Test URL.",
	},
	activationHint:
		'Activate the workflow first: WeChat checks the URL at the moment you save it in the console.',
};
