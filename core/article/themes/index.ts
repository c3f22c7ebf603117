import { business } from './business';
import { darkCode } from './darkCode';
import { plain } from './plain';
import { warm } from './warm';

/** The style sheets of the themes. `none` leaves the styling to the user's own rules. */
export const THEMES = { plain, business, warm, darkCode, none: '' } as const;

/** The name of a theme. */
export type Theme = keyof typeof THEMES;
