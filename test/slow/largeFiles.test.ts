import { DOWNLOADS, testLargestFiles } from '../operations/media/testLargestFiles';

testLargestFiles(DOWNLOADS);
