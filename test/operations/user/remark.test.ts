import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { executeOperation } from '../support/executeOperation';
import { findOperation } from '../support/findOperation';
import { stubItem } from '../support/stubItem';

const setRemark = findOperation('user', 'setRemark');

async function sentRemark(remark: string): Promise<unknown> {
	const remarks: unknown[] = [];
	const call: Parameters<typeof stubItem>[0] = async ({ body }) => {
		remarks.push(body?.remark);
		return { kind: 'json', data: {} };
	};
	await executeOperation(setRemark, stubItem(call, setRemark.sample), { ...setRemark.sample.params, remark });
	return remarks[0];
}

test.each(['十个汉字的备注名可以', 'a'.repeat(30), '备注'.repeat(4) + 'abcde', '😀'.repeat(7), ''])(
	'a remark of up to 30 bytes is sent: %s',
	async (remark) => {
		expect(await sentRemark(remark)).toBe(remark);
	},
);

test.each([
	['十一个汉字的备注名不行', 33],
	['a'.repeat(31), 31],
	['😀'.repeat(8), 32],
])('the remark %s of %d bytes is refused before any call', async (remark, bytes) => {
	await expect(sentRemark(remark)).rejects.toThrow(InvalidInputError);
	await expect(sentRemark(remark)).rejects.toThrow(`Remark: has ${bytes} bytes, the limit is 30`);
});
