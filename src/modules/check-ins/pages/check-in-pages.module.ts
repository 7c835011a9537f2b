import { Module } from '@nestjs/common';
import { AccessModule } from '../../access/index.js';
import { CheckInsModule } from '../check-ins.module.js';
import { AnswerPages } from './answer-pages.js';
import { CheckInContexts } from './check-in-contexts.js';
import { CheckInPagesController } from './check-in-pages-controller.js';

/** The check-in as the client answers it. */
@Module({
  imports: [AccessModule, CheckInsModule],
  controllers: [CheckInPagesController],
  providers: [AnswerPages, CheckInContexts],
})
export class CheckInPagesModule {}
