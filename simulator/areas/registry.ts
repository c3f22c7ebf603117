import { accountArea } from './account/area';
import { analytics } from './analytics/area';
import type { Area } from './Area';
import { article } from './article/area';
import { autoReply } from './autoReply/area';
import { blacklist } from './blacklist/area';
import { blockedMessages } from './blockedMessages/area';
import { comment } from './comment/area';
import { customerService } from './customerService/area';
import { draft } from './draft/area';
import { massMessage } from './massMessage/area';
import { imageRecognition } from './imageRecognition/area';
import { material } from './material/area';
import { media } from './media/area';
import { menu } from './menu/area';
import { oauth } from './oauth/area';
import { oneTimeSubscription } from './oneTimeSubscription/area';
import { qrcode } from './qrcode/area';
import { qrCodeJump } from './qrCodeJump/area';
import { subscription } from './subscription/area';
import { tags } from './tags/area';
import { templates } from './templates/area';
import { tickets } from './tickets/area';
import { tokens } from './tokens/area';
import { users } from './users/area';
import { voice } from './voice/area';

/** Every area of the platform by name, one per line. */
const subjects = {
	analytics,
	article,
	autoReply,
	blacklist,
	blockedMessages,
	comment,
	customerService,
	draft,
	imageRecognition,
	massMessage,
	material,
	media,
	menu,
	oauth,
	oneTimeSubscription,
	qrCodeJump,
	qrcode,
	subscription,
	tags,
	templates,
	tickets,
	tokens,
	users,
	voice,
} satisfies Record<string, Area>;

/** All areas; the account area knows the routes of the others. */
export const areas = {
	...subjects,
	account: accountArea(Object.values(subjects)),
} satisfies Record<string, Area>;

/** The areas with their controls, for typed callers. */
export type Areas = typeof areas;
