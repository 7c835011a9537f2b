import type { Catalogue } from '../../platform/pages/index.js';
import type { ReplyOutcome } from './domain/index.js';

interface Voice {
  readonly practice: string;
  readonly phone: string | null;
}

/** What is answered by SMS at once. To all else the answer is a person's, or none. */
type Answers = Readonly<Partial<Record<ReplyOutcome, (voice: Voice) => string>>>;

const at = (phone: string | null): string => (phone === null ? '' : `: ${phone}`);

export const REPLY_TEXTS: Catalogue<Answers> = {
  en: {
    cancel_asked: ({ practice, phone }) =>
      `${practice}: did you mean your appointment or our messages? Reply YES to keep your appointment. To change or cancel it, please call us${at(phone)}. To get no more texts, reply STOP.`,
    unclear: ({ practice, phone }) =>
      `${practice}: we cannot read texts that come here. We will be in touch. If you need something sooner, please call us${at(phone)}.`,
  },
};
