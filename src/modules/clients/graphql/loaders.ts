import { defineLoader } from '../../../platform/graphql/index.js';
import { clientsById, standingClients } from '../storage/clients.js';
import { consentsOf } from '../storage/consents.js';
import { mergesInto } from '../storage/merges.js';
import { otherCareOf } from '../storage/other-care.js';

/**
 * Clients by id, for the edges of records that the reader may see: a therapist who sees a visit treats its client. An
 * id that comes from outside goes through `ReadClient`, which asks whether the reader may see the client. Archived and
 * merged records load too: past visits lead to them.
 */
export const clientLoader = defineLoader(clientsById);
export const standingClientLoader = defineLoader(standingClients);
export const otherCareLoader = defineLoader(otherCareOf);
export const consentsLoader = defineLoader(consentsOf);
export const mergesIntoLoader = defineLoader(mergesInto);
