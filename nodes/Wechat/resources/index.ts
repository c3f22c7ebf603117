import type { Operation } from '../operation';
import { account } from './account';
import { approval } from './approval';
import { article } from './article';
import { blacklist } from './blacklist';
import { custom } from './custom';
import { customerService } from './customerService';
import { draft } from './draft';
import { jssdk } from './jssdk';
import { material } from './material';
import { media } from './media';
import { menu } from './menu';
import { oneTimeSubscription } from './oneTimeSubscription';
import { passiveReply } from './passiveReply';
import { qrCode } from './qrCode';
import { subscription } from './subscription';
import { tag } from './tag';
import { template } from './template';
import { user } from './user';
import { webAuthorization } from './webAuthorization';

/**
 * The resources of the node, as the editor lists them: by name, but "Custom API Call" comes last, because n8n adds an entry
 * of that name to every list that does not end with one.
 */
export const RESOURCES = [
	account,
	approval,
	article,
	blacklist,
	customerService,
	draft,
	jssdk,
	material,
	media,
	menu,
	oneTimeSubscription,
	passiveReply,
	qrCode,
	subscription,
	tag,
	template,
	user,
	webAuthorization,
	custom,
] as const;

/** The value of a resource, e.g. `template`. */
export type Resource = (typeof RESOURCES)[number]['value'];

/** Every operation of the node. */
export const OPERATIONS: readonly Operation[] = RESOURCES.flatMap(({ operations }) => operations);
