import type { IWebhookDescription } from 'n8n-workflow';
import { webhookFields } from '../transport/hostAbilities';

type Parameters = Readonly<Record<string, unknown>>;

const RESPONSE_MODE = '={{$parameter["answer"] === "workflow" ? "responseNode" : "onReceived"}}';
const FILE_PATH = '={{"oauth/" + ($parameter["options"]["domainFileName"] || "MP_verify.txt")}}';

/**
 * n8n waits for the workflow's answer only where it has to; otherwise it answers as soon as the execution is stored. The functions next to
 * the expressions save n8n from 2.41 on evaluating them, which takes milliseconds per request.
 */
export const login: IWebhookDescription = {
	name: 'default',
	httpMethod: 'GET',
	path: 'oauth',
	...webhookFields({
		responseMode: {
			template: RESPONSE_MODE,
			resolve: ({ answer }) => (answer === 'workflow' ? 'responseNode' : 'onReceived'),
		},
	}),
};

/** Where WeChat looks for the domain file when the console has the login's URL, including its path, as the domain. */
export const domainFile: IWebhookDescription = {
	name: 'setup',
	httpMethod: 'GET',
	responseMode: 'onReceived',
	ndvHideUrl: true,
	...webhookFields({
		path: {
			template: FILE_PATH,
			resolve: ({ options }) => {
				const { domainFileName } = (options ?? {}) as Parameters;
				return `oauth/${typeof domainFileName === 'string' && domainFileName !== '' ? domainFileName : 'MP_verify.txt'}`;
			},
		},
	}),
};
