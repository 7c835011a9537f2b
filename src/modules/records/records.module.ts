import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { RecordsResolver } from './graphql/records-resolver.js';
import { HandOverRecord } from './hand-over-record.js';
import { ReadRetention } from './read-retention.js';
import { RecordClientRequest } from './record-client-request.js';
import { recordParts } from './record-parts.js';
import { RecordsController } from './records-controller.js';
import { SetRetentionRule } from './set-retention-rule.js';
import { ReadWholeRecord } from './whole-record.js';
import { WithdrawClientRequest } from './withdraw-client-request.js';

const USE_CASES = [
  HandOverRecord,
  ReadRetention,
  ReadWholeRecord,
  RecordClientRequest,
  SetRetentionRule,
  WithdrawClientRequest,
];

@Module({
  imports: [AccessModule],
  controllers: [RecordsController],
  providers: [...recordParts, RecordsResolver, ...USE_CASES],
})
export class RecordsModule {}
