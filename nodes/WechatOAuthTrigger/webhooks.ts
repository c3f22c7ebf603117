import type { IWebhookDescription } from 'n8n-workflow';
import { webhookFields } from '../transport/hostAbilities';

type Parameters = Readonly<Record<string, unknown>>;

const RESPONSE_MODE = '={{$parameter["answer"] === "workflow" ? "responseNode" : "onReceived"}}';
const FILE_PATH = '={{"oauth/" + ($parameter["options"]["domainFileName"] || "MP_verify.txt")}}';

/**
 * n8n waits for the workflow's answer only where it has to: everywhere else it reports as soon as the execution is stored.
 * The functions beside the expressions spare n8n from 2.41 on the expression engine, which costs milliseconds a request.
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

/** Where WeChat looks for the domain file when the console has the login's address, path included, as the domain. */
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
