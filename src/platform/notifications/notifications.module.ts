import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { required } from '../config/index.js';
import type { Config } from '../config/index.js';
import { Mailbox } from './mailbox/mailbox.js';
import { MailboxMailer, MailboxSmsSender } from './mailbox/mailbox-senders.js';
import { MAILER } from './mailer.js';
import type { Mailer } from './mailer.js';
import { NoProvider, SwitchedOff } from './no-senders.js';
import { SMS_SENDER } from './sms-sender.js';
import type { SmsSender } from './sms-sender.js';
import { TwilioSms } from './sms/twilio-sms.js';
import { SmtpMailer } from './smtp/smtp-mailer.js';
import { usesMailbox } from './uses-mailbox.js';

/** Offers the ways out that the configuration says to every module of the process. */
@Module({})
export class NotificationsModule {
  /** Throws ConfigError where mail is to go out in production and there is no mail server. */
  static for(config: Config): DynamicModule {
    const [mailer, smsSender] = [mailerFor(config), smsSenderFor(config)];
    return {
      module: NotificationsModule,
      global: true,
      providers: [
        Mailbox,
        { provide: MAILER, inject: [Mailbox], useFactory: mailer },
        { provide: SMS_SENDER, inject: [Mailbox], useFactory: smsSender },
      ],
      exports: [MAILER, SMS_SENDER],
    };
  }
}

function mailerFor(config: Config): (mailbox: Mailbox) => Mailer {
  if (config.messages === 'off') return () => new SwitchedOff();
  if (usesMailbox(config)) return (mailbox) => new MailboxMailer(mailbox);
  const server = required(config.smtp, 'smtp');
  return () => new SmtpMailer(server);
}

function smsSenderFor(config: Config): (mailbox: Mailbox) => SmsSender {
  const { messages, sms } = config;
  if (messages === 'off') return () => new SwitchedOff();
  if (sms) return () => new TwilioSms(sms);
  return usesMailbox(config) ? (mailbox) => new MailboxSmsSender(mailbox) : () => new NoProvider();
}
