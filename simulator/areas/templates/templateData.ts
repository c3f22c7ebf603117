import type { Reception } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import { createRing, type Ring } from '../../state/ring';

const SENT_KEPT = 5000;

/** A message template in an account. Plain data. */
export interface Template {
	templateId: string;
	title: string;
	primaryIndustry: string;
	deputyIndustry: string;
	/** Text with `{{key.DATA}}` places and line breaks. */
	content: string;
	example: string;
	/** Category templates 类目模板 have typed keys that are checked; industry templates cut values silently. */
	kind: 'category' | 'industry';
	/** Allowed values of `const` and `enum` keys. */
	allowedValues: Record<string, string[]>;
	/** Sending answers 43116. */
	banned: boolean;
}

/** One line of a message card as the follower reads it. */
export type CardLine = Record<'key' | 'label' | 'value', string>;

/** A template message that the platform accepted. Plain data. */
export interface SentMessage {
	msgid: bigint;
	atMs: number;
	openid: string;
	templateId: string;
	title: string;
	lines: CardLine[];
	url: string | null;
	miniprogram: { appid: string; pagepath: string } | null;
	clientMsgId: string | null;
	reception: Reception;
}

/** Data of the template area about an account. */
export interface TemplateData {
	templates: Map<string, Template>;
	/** Codes of the two industries, or null before the first choice. */
	industries: [string, string] | null;
	/** Beijing month (year × 12 + month) of the last change of industries. */
	industriesSetIn: number | null;
	sent: Ring<SentMessage>;
	/** Accepted messages that reached the follower, ever. */
	delivered: number;
	/** msgid and moment by openid and client_msg_id, for ten minutes. */
	remembered: Map<string, { msgid: bigint; atMs: number }>;
	/** By openid and client_msg_id: how often it was sent and how often it was delivered. */
	counts: Map<string, { openid: string; clientMsgId: string; requests: number; deliveries: number }>;
}

/** The template area's data in an account. */
export const templateData = accountSlot<TemplateData>('templates', () => ({
	templates: new Map(),
	industries: null,
	industriesSetIn: null,
	sent: createRing(SENT_KEPT),
	delivered: 0,
	remembered: new Map(),
	counts: new Map(),
}));
