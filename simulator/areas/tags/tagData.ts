import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';

/** A tag made by the account. */
export interface Tag {
	id: number;
	name: string;
}

/** Data of the tag area about an account; who has which tag is stored with the followers. */
export interface TagData {
	tags: Map<number, Tag>;
	nextId: number;
}

const FIRST_ID = 100;

/** Tags of an account. */
export const tagData: (account: Account) => TagData = accountSlot<TagData>('tags', () => ({
	tags: new Map(),
	nextId: FIRST_ID,
}));
