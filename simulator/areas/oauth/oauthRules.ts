/** Lifetime of a code. */
export const CODE_LIFE_MS = { authorize: 300_000, qrconnect: 600_000 } as const;
/** Validity of a user's access token. */
export const ACCESS_LIFE_MS = 7_200_000;
/** Validity of a user's refresh token. */
export const REFRESH_LIFE_MS = 30 * 86_400_000;
/** A person who consented within this time is not asked again. The platform publishes no figure. */
export const CONSENT_MEMORY_MS = 86_400_000;
/** A page opened from the menu or the conversation counts as such for this time. The platform publishes no figure. */
export const MENU_VISIT_MS = 600_000;
/** Calls per minute of each of the user-token APIs. */
export const PER_MINUTE = 50_000;
