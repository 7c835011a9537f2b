import { Module } from '@nestjs/common';
import { AccessModule } from '../../access/index.js';
import { AppointmentsModule } from '../../appointments/index.js';
import { AnswerVisit } from '../answer-visit.js';
import { FindTimesToMoveTo } from '../find-times-to-move-to.js';
import { MoveVisit } from '../move-visit.js';
import { ReadVisitForLink } from '../read-visit-for-link.js';
import { VisitPages } from './visit-pages.js';
import { VisitPagesController } from './visit-pages-controller.js';

/** A visit as its client sees it by a link, and answers for it. */
@Module({
  imports: [AccessModule, AppointmentsModule],
  controllers: [VisitPagesController],
  providers: [ReadVisitForLink, AnswerVisit, FindTimesToMoveTo, MoveVisit, VisitPages],
})
export class VisitPagesModule {}
