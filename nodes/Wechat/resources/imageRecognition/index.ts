import { defineResource } from '../../operation';
import { readBankCard } from './readBankCard';
import { readBusinessLicense } from './readBusinessLicense';
import { readDrivingLicense } from './readDrivingLicense';
import { readIdCard } from './readIdCard';
import { readMenu } from './readMenu';
import { readPrint } from './readPrint';
import { readVehicleLicense } from './readVehicleLicense';
import { scanCodes } from './scanCodes';
import { suggestCrop } from './suggestCrop';

/** Recognition of text and objects in images 智能接口. */
export const imageRecognition = defineResource({
	value: 'imageRecognition',
	name: 'Image Recognition',
	chinese: '图像识别',
	operations: [
		readBankCard,
		readBusinessLicense,
		readDrivingLicense,
		readIdCard,
		readMenu,
		readPrint,
		readVehicleLicense,
		scanCodes,
		suggestCrop,
	],
});
