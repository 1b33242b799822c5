import { syncOperation } from '../../../shared/sync/syncOperation';
import { CONTACTS } from '../../api/endpoints';
import { createSyncAdapter } from './syncAdapter';

export const contactSyncGroup = syncOperation(CONTACTS, createSyncAdapter);
