import { removeFolder } from './temporaryFolder.mts';

/** Runs once after all tests: a worker may end without a chance to clear up. */
export default removeFolder;
