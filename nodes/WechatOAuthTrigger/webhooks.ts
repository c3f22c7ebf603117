import { type IWebhookDescription, WEBHOOK_RESOLVERS } from 'n8n-workflow';

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
	responseMode: RESPONSE_MODE,
	[WEBHOOK_RESOLVERS]: {
		responseMode: {
			template: RESPONSE_MODE,
			resolve: (parameters: Parameters) => (parameters.answer === 'workflow' ? 'responseNode' : 'onReceived'),
		},
	},
};

/** Where WeChat looks for the domain file when the console has the login's address, path included, as the domain. */
export const domainFile: IWebhookDescription = {
	name: 'setup',
	httpMethod: 'GET',
	path: FILE_PATH,
	responseMode: 'onReceived',
	ndvHideUrl: true,
	[WEBHOOK_RESOLVERS]: {
		path: {
			template: FILE_PATH,
			resolve: (parameters: Parameters) => {
				const { domainFileName } = (parameters.options ?? {}) as Parameters;
				return `oauth/${typeof domainFileName === 'string' && domainFileName !== '' ? domainFileName : 'MP_verify.txt'}`;
			},
		},
	},
};
