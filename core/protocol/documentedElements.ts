/** The elements that identify a push: each occurs once in every push, and is never looked for inside text that users wrote. */
export const IDENTITY: ReadonlySet<string> = new Set([
	'ToUserName',
	'FromUserName',
	'CreateTime',
	'MsgType',
	'Event',
]);

/** Elements with text that users wrote, and elements that contain such elements. Those in one line are adjacent. */
export const ROWS: readonly (readonly string[])[] = [
	['Content'],
	['Recognition'],
	['Title', 'Description', 'Url'],
	['ScanCodeInfo'],
	['ScanResult'],
	['SendLocationInfo'],
	['Label', 'Poiname'],
];
