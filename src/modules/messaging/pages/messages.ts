import type { Catalogue } from '../../../platform/pages/index.js';
import { Channel, MessagePurpose } from '../../clients/index.js';

/** What the pages say on which a client chooses which messages they get. */
export interface PreferenceMessages {
  readonly title: string;
  readonly landing: { readonly intro: string; readonly open: string };
  readonly forWhom: (name: string) => string;
  readonly intro: string;
  readonly question: Readonly<Record<Channel, Readonly<Record<MessagePurpose, string>>>>;
  readonly help: Readonly<Record<MessagePurpose, string>>;
  readonly yes: string;
  readonly no: string;
  readonly textsStopped: string;
  readonly save: string;
  readonly saved: string;
  readonly close: string;
  readonly closed: { readonly title: string; readonly text: string };
  readonly unsubscribe: { readonly title: string; readonly text: string; readonly button: string };
  readonly unsubscribed: { readonly title: string; readonly text: string };
}

export const PREFERENCE_MESSAGES: Catalogue<PreferenceMessages> = {
  en: {
    title: 'Your messages',
    landing: { intro: 'Choose which messages you get from us.', open: 'Choose' },
    forWhom: (name) => `For ${name}`,
    intro: 'Choose which messages you get from us. It counts at once, and you can change it again at any time.',
    question: {
      [Channel.EMAIL]: {
        [MessagePurpose.SERVICE]: 'E-mails about your appointments',
        [MessagePurpose.RECALL]: 'E-mails when it is time for your next appointment',
      },
      [Channel.SMS]: {
        [MessagePurpose.SERVICE]: 'Text messages about your appointments',
        [MessagePurpose.RECALL]: 'Text messages when it is time for your next appointment',
      },
    },
    help: {
      [MessagePurpose.SERVICE]: 'Confirmations, changes, reminders, and how you are after a visit.',
      [MessagePurpose.RECALL]: 'Only while you have no appointment with us.',
    },
    yes: 'Yes',
    no: 'No',
    textsStopped:
      'Your telephone has told us to send no more text messages, so we send none. To get them again, answer START to one of our text messages.',
    save: 'Save',
    saved: 'Saved. From now on you get what is chosen here.',
    close: 'Close',
    closed: { title: 'Thank you', text: 'You can close this window now.' },
    unsubscribe: {
      title: 'No more reminders by e-mail?',
      text: 'We then send no more e-mails that it is time for your next appointment. Messages about appointments that you have are not changed by this.',
      button: 'Send me no more',
    },
    unsubscribed: {
      title: 'You get no more of these e-mails',
      text: 'We send no more e-mails that it is time for your next appointment. Messages about appointments that you have are not changed by this.',
    },
  },
};
