import type { Operation } from '../operation';
import { account } from './account';
import { adIncome } from './adIncome';
import { analytics } from './analytics';
import { approval } from './approval';
import { article } from './article';
import { blacklist } from './blacklist';
import { comment } from './comment';
import { custom } from './custom';
import { customerService } from './customerService';
import { customerServiceDesk } from './customerServiceDesk';
import { draft } from './draft';
import { imageRecognition } from './imageRecognition';
import { jssdk } from './jssdk';
import { massMessage } from './massMessage';
import { material } from './material';
import { media } from './media';
import { menu } from './menu';
import { oneTimeSubscription } from './oneTimeSubscription';
import { passiveReply } from './passiveReply';
import { qrCode } from './qrCode';
import { qrCodeJump } from './qrCodeJump';
import { shortKey } from './shortKey';
import { speech } from './speech';
import { subscription } from './subscription';
import { tag } from './tag';
import { template } from './template';
import { user } from './user';
import { webAuthorization } from './webAuthorization';

/**
 * The resources of the node, in the editor's order: by name, but "Custom API Call" last, because n8n adds an entry of that name to every
 * list that does not end with one.
 */
export const RESOURCES = [
	account,
	adIncome,
	analytics,
	approval,
	article,
	blacklist,
	comment,
	customerServiceDesk,
	customerService,
	draft,
	imageRecognition,
	jssdk,
	massMessage,
	material,
	media,
	menu,
	oneTimeSubscription,
	passiveReply,
	qrCode,
	qrCodeJump,
	shortKey,
	speech,
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
