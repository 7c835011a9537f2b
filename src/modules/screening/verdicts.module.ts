import { Module } from '@nestjs/common';
import { ReadClientFacts } from './client-facts.js';
import { ScreenVisit } from './screen-visit.js';

/** Verdicts and nothing else: the worker asks for them too, where nobody asks through the API. Needs the vault. */
@Module({ providers: [ReadClientFacts, ScreenVisit], exports: [ReadClientFacts, ScreenVisit] })
export class VerdictsModule {}
