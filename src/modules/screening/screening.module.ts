import { Global, Module } from '@nestjs/common';
import { ReadClientFacts } from './client-facts.js';
import { NoteRisks } from './note-risks.js';
import { ScreenVisit } from './screen-visit.js';
import { ServicesThatFit } from './services-that-fit.js';

const DOORS = [NoteRisks, ScreenVisit, ServicesThatFit];

/**
 * Global: whoever books, notes answers or shows a visit asks for verdicts. Needs a global module that provides the ports
 * `VisitsToScreen` and `VisitsToDecide`: whoever keeps the visits does.
 */
@Global()
@Module({ providers: [...DOORS, ReadClientFacts], exports: DOORS })
export class ScreeningModule {}
