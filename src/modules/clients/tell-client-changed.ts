import type { Tx } from '../../platform/database/index.js';

/** Says that something of a client has changed: for modules that keep a part of what is known of them, such as an address that is stopped. */
export const tellClientChanged = (tx: Tx, clientId: string): void => tx.emit('client.changed', { clientId });
