import { Module } from '@nestjs/common';
import { OutcomesModule } from '../outcomes/index.js';
import { AnswerCheckIn } from './answer-check-in.js';
import { ReadCheckInForLink } from './read-check-in-for-link.js';

const USE_CASES = [AnswerCheckIn, ReadCheckInForLink];

@Module({ imports: [OutcomesModule], providers: USE_CASES, exports: USE_CASES })
export class CheckInsModule {}
