import { business } from './business';
import { darkCode } from './darkCode';
import { plain } from './plain';
import { warm } from './warm';

/** How an article looks, by the name of the look. `none` leaves everything to the account's own rules. */
export const THEMES = { plain, business, warm, darkCode, none: '' } as const;

/** The name of a theme. */
export type Theme = keyof typeof THEMES;
