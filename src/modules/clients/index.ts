import { defineLoader } from '../../platform/graphql/index.js';
import { Client } from './storage/client.entity.js';
import { ClientConsent } from './storage/client-consent.entity.js';
import { ClientMerge } from './storage/client-merge.entity.js';
import { ClientOtherCare } from './storage/client-other-care.entity.js';
import { clientsById } from './storage/clients.js';

export { Client as ClientType, toClient } from './graphql/client-types.js';
export { idsMergedInto, resolveClient } from './storage/clients.js';
export { VisitsOfClients } from './visits-of-clients.js';
export { Client };

/**
 * Clients by id, for the edges of records that the reader may see: a therapist who sees a visit treats its client. An
 * id that comes from outside goes through `ReadClient`, which asks whether the reader may see the client.
 */
export const clientLoader = defineLoader(clientsById);
/** The tables that TypeORM maps for this module. */
export const CLIENTS_ENTITIES = [Client, ClientConsent, ClientMerge, ClientOtherCare];
