import type { TriggerPanelDefinition } from 'n8n-workflow';

const STEPS =
	"<b>Four steps:</b><br />1. In WeChat's console, enter the host of the URL as a web authorization domain (网页授权域名); Options → Domain File Name serves the file that WeChat looks for.<br />2. Choose under Scope whether users are asked, and under Answer what they see.<br />3. Publish the workflow (older n8n: activate it), and again after every edit.<br />4. Send people to the Production URL: from a menu, a message, a mini program, or by its QR code, which the URL shows in any other browser.";

/** The panel that the editor shows next to the node while it has no data. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Log users in on a web page with WeChat (网页授权)',
	executionsHelp: {
		inactive: `${STEPS}<br /><br /><b>While you build:</b> press Execute step, then open the Test URL in WeChat or on the phone of the simulator.`,
		active: `${STEPS}<br /><br />Executions appear in the executions list. Edits are live only after publishing again.`,
	},
	activationHint:
		'Publish the workflow first (older n8n: activate it), then open the Production URL in WeChat.',
};
