/** Validity of a new account token, both families. */
export const TOKEN_LIFE_MS = 7_200_000;
/** After a regular replacement the old token is still accepted this long; stable tokens rotate this long before their end. */
export const OVERLAP_MS = 300_000;
/** Forced refreshes closer than this return the current token. */
export const FORCED_SPACING_MS = 30_000;

/** Calls per Beijing day and per minute. */
export const QUOTA = {
	classicPerDay: 2000,
	classicPerDayTestNumber: 200,
	stablePerDay: 500_000,
	stablePerMinute: 10_000,
	forcedPerDay: 20,
} as const;

/** Paths under which the token quotas are counted. The forced mode has a counter of its own. */
export const TOKEN_PATH = {
	classic: '/cgi-bin/token',
	stable: '/cgi-bin/stable_token',
	forced: '/cgi-bin/stable_token?force_refresh=true',
} as const;
