import { defineResource } from '../../operation';
import { getAdCommission } from './getCommission';
import { getAdPlaces } from './getPlaces';
import { getAdSettlements } from './getSettlements';

/** Income from advertisements in articles 流量主. */
export const adIncome = defineResource({
	value: 'adIncome',
	name: 'Ad Income',
	chinese: '流量主',
	operations: [getAdCommission, getAdPlaces, getAdSettlements],
});
