import { Global, Module } from '@nestjs/common';
import { SoreReplies } from '../session-plans/index.js';
import { CountSoreReplies } from './count-sore-replies.js';

const PORTS = [{ provide: SoreReplies, useClass: CountSoreReplies }];

/** Gives session plans what they ask of check-ins, which they must not import: global, so that nobody names it. */
@Global()
@Module({ providers: PORTS, exports: PORTS.map(({ provide }) => provide) })
export class CheckInsPortsModule {}
