import { makeFolder } from './temporaryFolder.mts';

/** Runs once before all tests. */
export default makeFolder;
