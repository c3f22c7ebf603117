/**
 * Words that n8n misinterprets: an error whose text contains "canceled" or "cancelled" ends the execution as canceled, and one with the
 * name of a network error is shown with n8n's own text. WeChat uses the former (45015), and values of a workflow may contain either.
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
 * Removes the words that n8n would misinterpret from a text.
 *
 * @param text the message of an error; its other parts are shown as they are
 */
export function withoutHostWords(text: string): string {
	return text.replace(HOST_WORDS, '…');
}
