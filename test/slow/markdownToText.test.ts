import { testBoundedTime } from '../core/text/testBoundedTime';

testBoundedTime(40_000, 20);
