import { isIP } from 'node:net';
import { z } from 'zod';
import { ENCODING_AES_KEY } from '../../core/protocol/envelope';
import { readInput } from '../readInput';
import type { XmlNode, XmlTree } from '../../core/protocol/writeXml';

const ALLOW_ENTRY = 'an IPv4 or IPv6 address, or a CIDR range';

const xmlLeaf = z.union([z.string(), z.number()]);
const xmlTree: z.ZodType<XmlTree> = z.lazy(() => z.record(elementName, xmlNode));
const xmlNode: z.ZodType<XmlNode> = z.lazy(() =>
	z.union([xmlLeaf, xmlTree, z.array(z.union([xmlLeaf, xmlTree]))]),
);
const elementName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'an element name is letters, digits and _');

const message: z.ZodType<{ MsgType: string; [element: string]: XmlNode | undefined }> = z
	.object({ MsgType: z.string().min(1) })
	.catchall(xmlNode);
const event: z.ZodType<{ Event: string; [element: string]: XmlNode | undefined }> = z
	.object({ Event: z.string().min(1) })
	.catchall(xmlNode);

/** `POST /_sim/accounts`: creates an account, or changes the one with that appid. Missing values are generated or kept. */
export const accountInput = z
	.object({
		appid: z
			.string()
			.regex(/^wx[0-9a-f]{16}$/, 'an AppID is wx and 16 hex digits')
			.optional(),
		secret: z
			.string()
			.regex(/^[0-9a-f]{32}$/, 'an AppSecret is 32 hex digits')
			.optional(),
		originalId: z
			.string()
			.regex(/^gh_[0-9a-f]{12}$/, 'an original id is gh_ and 12 hex digits')
			.optional(),
		kind: z
			.enum([
				'service-certified',
				'service-uncertified',
				'subscription-certified',
				'subscription-uncertified',
				'test-number',
			])
			.optional(),
		token: z
			.string()
			.regex(/^[A-Za-z0-9]{3,32}$/, 'a Token is 3 to 32 letters and digits')
			.optional(),
		encodingAESKey: z
			.string()
			.regex(ENCODING_AES_KEY, 'an EncodingAESKey is 43 letters and digits')
			.optional(),
		mode: z.enum(['plain', 'compatible', 'safe']).optional(),
		/** Saved only after a successful handshake; null removes it. */
		callbackUrl: z
			.string()
			.url('must be an http or https URL')
			.regex(/^https?:/, 'must be http or https')
			.nullable()
			.optional(),
		/** False saves the server URL without a handshake, for tests of servers that would refuse it. */
		handshake: z.boolean().default(true),
		/** False accepts a chunked echostr. */
		refuseChunkedEchostr: z.boolean().optional(),
		openPlatform: z.boolean().optional(),
		secretFrozen: z.boolean().optional(),
		tokenRefusal: z.number().int().nullable().optional(),
		ipAllowlist: z.array(z.string().refine(isAllowEntry, ALLOW_ENTRY)).nullable().optional(),
		egressIp: z
			.string()
			.refine((text) => isIP(text) > 0, 'an IPv4 or IPv6 address')
			.nullable()
			.optional(),
		linkedMiniprograms: z
			.array(z.object({ appid: z.string(), pages: z.array(z.string()).nullable().default(null) }).strict())
			.optional(),
		dailyLimits: z.record(z.number().int().nonnegative()).optional(),
		receiptDelayMs: z.number().int().nonnegative().optional(),
	})
	.strict();

/** `POST /_sim/followers`: creates a person in an account, or changes one; follows or unfollows. */
export const followerInput = z
	.object({
		appid: z.string().optional(),
		openid: z
			.string()
			.regex(/^o[A-Za-z0-9_-]{27}$/, 'an openid is 28 characters beginning with o')
			.optional(),
		unionid: z.string().min(1).optional(),
		nickname: z.string().optional(),
		headimgurl: z.string().optional(),
		/** True follows, false unfollows; pushed unless the person had already done so. */
		follow: z.boolean().optional(),
		/** False: no push to the account's server. */
		push: z.boolean().default(true),
		subscribeScene: z.string().optional(),
		/** Follows through this QR code of the account. */
		qr: z
			.object({ scene: z.union([z.number().int().positive(), z.string().min(1)]), ticket: z.string().min(1) })
			.strict()
			.optional(),
		remark: z.string().optional(),
		tagIds: z.array(z.number().int()).optional(),
		blacklisted: z.boolean().optional(),
		refusedTemplates: z.array(z.string()).optional(),
		reception: z.enum(['success', 'failed:user block', 'failed: system failed']).optional(),
	})
	.strict();

/** `POST /_sim/push`: exactly one of message, event, raw and repeat. */
export const pushInput = z
	.object({
		appid: z.string().optional(),
		/** May be left out while the account has only one person. */
		openid: z.string().optional(),
		/** `MsgType` and its elements; missing elements of the type are made up. */
		message: message.optional(),
		/** `Event` and its elements. */
		event: event.optional(),
		/** Posted exactly as given. */
		raw: z
			.object({
				query: z.record(z.string()).default({}),
				body: z.string(),
				contentType: z.string().default('text/xml'),
			})
			.strict()
			.optional(),
		/** Id of an earlier delivery, to be posted again unchanged. */
		repeat: z.number().int().optional(),
		/** Makes a push that a careful server should refuse. */
		forge: z
			.enum([
				'wrong-token',
				'wrong-key',
				'wrong-appid',
				'altered-ciphertext',
				'altered-signature',
				'old-timestamp',
				'unsigned',
				'plain',
			])
			.optional(),
		/** False answers at once with the delivery still pending. */
		wait: z.boolean().default(true),
	})
	.strict()
	.refine(
		({ message, event, raw, repeat }) =>
			[message, event, raw, repeat].filter((part) => part !== undefined).length === 1,
		'give exactly one of message, event, raw, repeat',
	)
	.refine(({ forge, message, event }) => !forge || message || event, 'forge needs a message or an event');

const clearFaultsInput = z.object({ clear: z.literal(true), id: z.number().int().optional() }).strict();

const newFaultInput = z
	.object({
		/** API path, or the beginning of one followed by `*`. */
		match: z.string().regex(/^(\/|\*$)/, 'an API path such as /cgi-bin/user/info, /cgi-bin/* or *'),
		errcode: z.number().int().optional(),
		errmsg: z.string().optional(),
		status: z.number().int().min(400).max(599).optional(),
		drop: z.enum(['before', 'after']).optional(),
		truncate: z.literal(true).optional(),
		body: z.string().optional(),
		delayMs: z.number().int().nonnegative().optional(),
		/** Number of calls; left out: until cleared. */
		count: z.number().int().positive().optional(),
		/** Share of the matching calls, 0 to 1. */
		rate: z.number().min(0).max(1).optional(),
	})
	.strict()
	.superRefine(({ errcode, status, drop, truncate, body, delayMs }, context) => {
		const effects = [errcode, status, drop, truncate, body].filter((part) => part !== undefined).length;
		const enough = effects === 1 || (effects === 0 && delayMs !== undefined);
		const message =
			'give one of errcode, status, drop, truncate, body; or delayMs, alone or with one of them';
		if (!enough) context.addIssue({ code: 'custom', message });
	});

/** `POST /_sim/faults`: orders one disturbance of API calls, or clears one or all. */
export type FaultInput = z.output<typeof clearFaultsInput> | z.output<typeof newFaultInput>;

/** @throws ControlError naming the wrong field */
export function readFaultInput(input: unknown): FaultInput {
	const clears = typeof input === 'object' && input !== null && 'clear' in input;
	return clears ? readInput(clearFaultsInput, input) : readInput(newFaultInput, input);
}

/** `POST /_sim/chat`: the conversation of one person; openid may be left out while the account has only one. */
export const chatInput = z.object({ appid: z.string().optional(), openid: z.string().optional() }).strict();

/** `POST /_sim/clock`: moves, stops or starts the platform's time; an empty object only returns it. */
export const clockInput = z
	.object({
		advanceSeconds: z.number().optional(),
		/** Unix milliseconds or an ISO date. */
		now: z.union([z.number().int(), z.string().datetime({ offset: true })]).optional(),
		freeze: z.boolean().optional(),
	})
	.strict();

/** `POST /_sim/reset`. */
export const resetInput = z.object({ seed: z.string().optional() }).strict();

function isAllowEntry(text: string): boolean {
	const [address = '', prefix, ...rest] = text.split('/');
	const version = isIP(address);
	if (version === 0 || rest.length > 0) return false;
	return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}
