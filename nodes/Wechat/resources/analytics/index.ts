import { defineResource } from '../../operation';
import { getArticleDetails } from './getArticleDetails';
import { getArticleReads } from './getArticleReads';
import { getArticleShares } from './getArticleShares';
import { getArticleSummary } from './getArticleSummary';
import { getLegacyFigures } from './getLegacyFigures';
import { getMessageDistribution } from './getMessageDistribution';
import { getMessageDistributionPerMonth } from './getMessageDistributionPerMonth';
import { getMessageDistributionPerWeek } from './getMessageDistributionPerWeek';
import { getMessages } from './getMessages';
import { getMessagesPerHour } from './getMessagesPerHour';
import { getMessagesPerMonth } from './getMessagesPerMonth';
import { getMessagesPerWeek } from './getMessagesPerWeek';
import { getPushes } from './getPushes';
import { getPushesPerHour } from './getPushesPerHour';
import { getUserGrowth } from './getUserGrowth';
import { getUserTotals } from './getUserTotals';

/** Figures about followers, articles, messages and pushes 数据统计. */
export const analytics = defineResource({
	value: 'analytics',
	name: 'Analytics',
	chinese: '数据统计',
	operations: [
		getArticleDetails,
		getArticleReads,
		getArticleShares,
		getArticleSummary,
		getLegacyFigures,
		getMessageDistribution,
		getMessageDistributionPerMonth,
		getMessageDistributionPerWeek,
		getMessages,
		getMessagesPerHour,
		getMessagesPerMonth,
		getMessagesPerWeek,
		getPushes,
		getPushesPerHour,
		getUserGrowth,
		getUserTotals,
	],
});
