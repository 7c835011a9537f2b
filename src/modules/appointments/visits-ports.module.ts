import { Global, Module } from '@nestjs/common';
import { TreatsClient } from '../access/index.js';
import { VisitsOfClients } from '../clients/index.js';
import { VisitsToDecide, VisitsToScreen } from '../screening/index.js';
import { RescreenVisits } from './rescreen-visits.js';
import { StoredVisitsToDecide } from './stored-visits-to-decide.js';
import { StoredVisitsOfClients } from './visits-of-clients.js';
import { VisitsThatTreat } from './visits-that-treat.js';

const PORTS = [
  { provide: VisitsOfClients, useClass: StoredVisitsOfClients },
  { provide: TreatsClient, useClass: VisitsThatTreat },
  { provide: VisitsToDecide, useClass: StoredVisitsToDecide },
  { provide: VisitsToScreen, useExisting: RescreenVisits },
];

/** Gives modules to the left what they ask of visits, which they must not import: global, so that nobody names it. */
@Global()
@Module({
  providers: [RescreenVisits, ...PORTS],
  exports: PORTS.map(({ provide }) => provide),
})
export class VisitsPortsModule {}
