import type { Area } from './Area';
import { blacklist } from './blacklist/area';
import { customerService } from './customerService/area';
import { oauth } from './oauth/area';
import { tags } from './tags/area';
import { templates } from './templates/area';
import { tokens } from './tokens/area';
import { users } from './users/area';

/** Every area of the platform by name: one line each. */
export const areas = {
	blacklist,
	customerService,
	oauth,
	tags,
	templates,
	tokens,
	users,
} satisfies Record<string, Area>;

/** The areas with their controls, for typed callers. */
export type Areas = typeof areas;
