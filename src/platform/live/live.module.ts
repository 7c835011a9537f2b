import { Module } from '@nestjs/common';
import { LiveHub } from './live-hub.js';

/** Of the api process alone: one connection that listens, however many subscribers there are. */
@Module({ providers: [LiveHub], exports: [LiveHub] })
export class LiveModule {}
