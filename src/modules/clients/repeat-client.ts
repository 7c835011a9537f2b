import { findOne } from '../../platform/database/index.js';
import type { Repeat } from '../../platform/database/index.js';
import { Client } from './storage/client.entity.js';

/** A repetition reads the client's record, and the audit says so. */
export const REPEAT_CLIENT: Repeat<Client> = {
  idOf: ({ id }) => id,
  again: async (tx, id) => {
    tx.recordRead('client', [id]);
    return findOne(tx, Client, 'client', id);
  },
};
