import type { IExecuteFunctions } from 'n8n-workflow';

/** Shows progress in n8n's log and, in a manual execution, in the browser's console. */
export function progressReporter(n8n: IExecuteFunctions): (message: string) => void {
	return (message) => {
		const line = `${n8n.getNode().name}: ${message}`;
		n8n.logger.info(line);
		n8n.sendMessageToUI(line);
	};
}
