/** The answer of an API that returns nothing else. */
export const OK = { errcode: 0, errmsg: 'ok' } as const;
