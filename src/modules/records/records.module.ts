import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { HandOverRecord } from './hand-over-record.js';
import { recordParts } from './record-parts.js';
import { RecordsController } from './records-controller.js';
import { ReadWholeRecord } from './whole-record.js';

@Module({
  imports: [AccessModule],
  controllers: [RecordsController],
  providers: [...recordParts, HandOverRecord, ReadWholeRecord],
})
export class RecordsModule {}
