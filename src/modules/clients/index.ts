import { Client } from './storage/client.entity.js';
import { ClientConsent } from './storage/client-consent.entity.js';
import { ClientMerge } from './storage/client-merge.entity.js';
import { ClientOtherCare } from './storage/client-other-care.entity.js';

export { answerConsents } from './answer-consents.js';
export type { ConsentAnswer } from './answer-consents.js';
export { isMinor } from './domain/birth-date.js';
export { ClientsModule } from './clients.module.js';
export { Channel, MessagePurpose } from './domain/consent.js';
export { readPhoneNumber } from './domain/phone-number.js';
export { CLIENT_FACTS } from './facts.js';
export { Client as ClientType, toClient } from './graphql/client-types.js';
export { clientLoader } from './graphql/loaders.js';
export { ReadClient } from './read-client.js';
export { archiveRecords, eraseContacts } from './erase-contacts.js';
export { clientsToShow, idsMergedInto, recordsOfPeople, resolveClient, standingClient } from './storage/clients.js';
export { consentsOf } from './storage/consents.js';
export { otherCareOf } from './storage/other-care.js';
export { VisitsOfClients } from './visits-of-clients.js';
export { Client };
export type { ClientConsent, ClientOtherCare };

/** The tables that TypeORM maps for this module. */
export const CLIENTS_ENTITIES = [Client, ClientConsent, ClientMerge, ClientOtherCare];
export { tellClientChanged } from './tell-client-changed.js';
