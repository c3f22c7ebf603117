import { DOWNLOADS, testLargestFiles } from './testLargestFiles';

// One for each limit; test/slow has them all.
testLargestFiles(
	DOWNLOADS.filter(([, , , megabytes], index, all) => all.findIndex((one) => one[3] === megabytes) === index),
);
