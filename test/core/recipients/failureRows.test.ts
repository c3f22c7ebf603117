import { FAILURE_HEAD, failureRow } from '../../../core/recipients/failureRows';
import { recipientRows } from '../../../core/recipients/recipientRows';

test.each([
	[
		['oA', 'failed', 43004, false, 'They do not follow (43004)'],
		'oA,failed,43004,false,They do not follow (43004)',
	],
	[['oA', 'unknown', undefined, true, 'say "no",\nthen go'], 'oA,unknown,,true,"say ""no"",\nthen go"'],
	[['oA', 'failed', 1, false, '=HYPERLINK("https://x")'], `oA,failed,1,false,"'=HYPERLINK(""https://x"")"`],
	[['oA', 'failed', 1, false, '+1'], `oA,failed,1,false,'+1`],
	[['oA', 'failed', 1, false, '@SUM(1)'], `oA,failed,1,false,'@SUM(1)`],
])('the row of %j is no formula and one row', (cells, row) => {
	expect(failureRow(cells)).toBe(`${row}\r\n`);
});

test('the file of failures begins with the mark by which Excel knows UTF-8, and names its columns', () => {
	expect(FAILURE_HEAD).toBe('\ufeffopenid,result,errcode,retryable,error\r\n');
});

test('the file of failures is a file of recipients', async () => {
	const rows = [
		['oA', 'failed', 1, false, 'a "quoted",\r\nsecond line'],
		['oB', 'unknown', undefined, true, ''],
	];
	async function* file() {
		yield Buffer.from(FAILURE_HEAD + rows.map(failureRow).join(''));
	}
	const openids: string[] = [];
	for await (const openid of recipientRows('File', file())) openids.push(openid);
	expect(openids).toEqual(['oA', 'oB']);
});
