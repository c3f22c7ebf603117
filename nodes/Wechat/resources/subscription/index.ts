import { defineResource } from '../../operation';
import { addSubscriptionTemplate } from './addTemplate';
import { deleteSubscriptionTemplate } from './deleteTemplate';
import { getSubscriptionCategories } from './getCategories';
import { getSubscriptionKeywords } from './getKeywords';
import { getManySubscriptionTemplates } from './getMany';
import { getSubscriptionTitles } from './getTitles';
import { sendSubscription } from './send';

/** Subscription notifications 订阅通知 and their templates. */
export const subscription = defineResource({
	value: 'subscription',
	name: 'Subscription Notification',
	chinese: '订阅通知',
	operations: [
		addSubscriptionTemplate,
		deleteSubscriptionTemplate,
		getManySubscriptionTemplates,
		getSubscriptionCategories,
		getSubscriptionKeywords,
		getSubscriptionTitles,
		sendSubscription,
	],
});
