import { Module } from '@nestjs/common';
import { ErasePerson } from '../erase-person.js';
import { recordParts } from '../record-parts.js';
import { AnswerRequests } from './answer-requests.js';
import { EndRetention } from './end-retention.js';

export const RECORD_JOBS = [AnswerRequests, EndRetention];

/** What the worker does about records by itself. */
@Module({ providers: [...recordParts, ErasePerson, ...RECORD_JOBS], exports: RECORD_JOBS })
export class RecordJobsModule {}
