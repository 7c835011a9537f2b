import { Module } from '@nestjs/common';
import { ArchiveClient } from './archive-client.js';
import { CreateClient } from './create-client.js';
import { EditClient } from './edit-client.js';
import {
  ClientFieldsResolver,
  DuplicateHintFieldsResolver,
  MergedClientFieldsResolver,
} from './graphql/client-fields-resolver.js';
import { ClientsResolver } from './graphql/clients-resolver.js';
import { MergesResolver } from './graphql/merges-resolver.js';
import { MergeClients } from './merge-clients.js';
import { ReadClient } from './read-client.js';
import { SetConsent } from './set-consent.js';
import { UndoMerge } from './undo-merge.js';

const RESOLVERS = [
  ClientFieldsResolver,
  ClientsResolver,
  DuplicateHintFieldsResolver,
  MergedClientFieldsResolver,
  MergesResolver,
];
const USE_CASES = [ArchiveClient, CreateClient, EditClient, MergeClients, ReadClient, SetConsent, UndoMerge];

/** Needs a global module that provides the ports `VisitsOfClients` and `TreatsClient`: whoever keeps the visits does. */
@Module({ providers: [...RESOLVERS, ...USE_CASES], exports: USE_CASES })
export class ClientsModule {}
