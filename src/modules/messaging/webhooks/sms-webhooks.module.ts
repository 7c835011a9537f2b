import { Module } from '@nestjs/common';
import { NumberKeys } from '../number-keys.js';
import { ReceiveReport } from '../receive-report.js';
import { ReceiveText } from '../receive-text.js';
import { ProviderGate } from '../storage/provider-gate.js';
import { SignedForm } from './signed-form.js';
import { SmsWebhooksController } from './sms-webhooks-controller.js';

/** What the provider of SMS tells. Needs whoever provides `Replies`. */
@Module({
  controllers: [SmsWebhooksController],
  providers: [SignedForm, ProviderGate, NumberKeys, ReceiveText, ReceiveReport],
})
export class SmsWebhooksModule {}
