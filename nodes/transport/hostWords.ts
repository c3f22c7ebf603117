/**
 * Words by which n8n takes an error for something else: one whose text has "canceled" or "cancelled" ends the execution as
 * canceled, one with the name of a network error is shown with a text of n8n's own. WeChat uses the first kind (45015), and
 * values of a workflow may hold either.
 */
const HOST_WORDS = new RegExp(
	[
		'cancell?ed',
		...[
			'ECONNREFUSED',
			'ECONNRESET',
			'ENOTFOUND',
			'ETIMEDOUT',
			'ERRADDRINUSE',
			'EADDRNOTAVAIL',
			'ECONNABORTED',
		],
		...[
			'EHOSTUNREACH',
			'EAI_AGAIN',
			'ENOENT',
			'EISDIR',
			'ENOTDIR',
			'EACCES',
			'EEXIST',
			'EPERM',
			'GETADDRINFO',
		],
	].join('|'),
	'gi',
);

/**
 * Leaves out of a text what n8n would take for something else.
 *
 * @param text the message of an error; its other parts are shown as they are
 */
export function withoutHostWords(text: string): string {
	return text.replace(HOST_WORDS, '…');
}
