/** What an API answers with when it has nothing else to say. */
export const OK = { errcode: 0, errmsg: 'ok' } as const;
