/** Who a push is from and what it is: stands once in every push, and is never looked for in what somebody wrote. */
export const IDENTITY: ReadonlySet<string> = new Set([
	'ToUserName',
	'FromUserName',
	'CreateTime',
	'MsgType',
	'Event',
]);

/** What people write, and what holds it. Those in one line come in a row. */
export const ROWS: readonly (readonly string[])[] = [
	['Content'],
	['Recognition'],
	['Title', 'Description', 'Url'],
	['ScanCodeInfo'],
	['ScanResult'],
	['SendLocationInfo'],
	['Label', 'Poiname'],
];
