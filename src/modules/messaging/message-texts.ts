import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { languageOf } from '../../platform/pages/index.js';
import type { Language } from '../../platform/pages/index.js';
import { whyNotSend } from './check-text.js';
import type { TextRefusal, TextWish } from './check-text.js';
import { DEFAULT_TEXTS, TEXT_KEYS, VARIABLES } from './default-texts.js';
import { toldTime } from './domain/index.js';
import { renderText } from './render-text.js';
import { ownTexts } from './storage/message-templates.js';
import type { OwnText, TextPlace } from './storage/message-templates.js';

/** The text that is sent from one place, whoever wrote it. */
export interface TextInUse extends TextPlace {
  readonly subject: string | null;
  readonly body: string;
  /** Whether the practice wrote it. */
  readonly isOwn: boolean;
  readonly version: number;
}

export interface Preview {
  readonly subject: string | null;
  readonly text: string;
}

const SAMPLE_VISIT = { startsAt: new Date('2027-03-01T15:00:00Z'), endsAt: new Date('2027-03-01T16:00:00Z') };

/** The texts of a practice's messages, and how one would read. */
@Injectable()
export class MessageTexts {
  /** Those that ship, each with what the practice has in its place, and after them the practice's in other languages. */
  async all(tx: Tx): Promise<TextInUse[]> {
    const own = await ownTexts(tx);
    const shipped = TEXT_KEYS.flatMap((key) =>
      (['email', 'sms'] as const).map((channel) => shippedText(key, channel, 'en')),
    );
    const inUse = shipped.map((text) => textInUse(own.find((one) => isAt(one, text)) ?? { ...text, version: 0 }));
    // Also where they were taken back: who writes one anew needs the version.
    const further = own.filter((one) => !shipped.some((text) => isAt(one, text)));
    return [...inUse, ...further.map(textAt)];
  }

  /** With an invented client and visit. A text that could not be saved says why. */
  preview(wish: TextWish): Preview | TextRefusal {
    const refused = whyNotSend(wish);
    if (refused) return refused;
    const { subject, body } = wish;
    return { subject: subject === null ? null : renderText(subject, SAMPLE), text: renderText(body, SAMPLE) };
  }
}

/** What is sent from the place of a practice's text: that text, or the shipped one where it was taken back. */
export function textInUse(own: Pick<OwnText, keyof TextPlace | 'subject' | 'body' | 'version'>): TextInUse {
  const { body, version } = own;
  if (body !== null && version > 0) return { ...own, body, isOwn: true };
  return { ...shippedText(own.key, own.channel, languageOf(own.language)), isOwn: false, version };
}

/** The same, by the place that the practice knows it by: what is sent to it may ship in another language. */
export const textAt = (own: Parameters<typeof textInUse>[0]): TextInUse => ({
  ...textInUse(own),
  language: own.language,
});

function shippedText(key: TextPlace['key'], channel: TextPlace['channel'], language: Language) {
  const { email, sms } = DEFAULT_TEXTS[language][key];
  const text = channel === 'email' ? email : { subject: null, body: sms };
  return { key, channel, language, ...text };
}

const isAt = (one: TextPlace, other: TextPlace): boolean =>
  one.key === other.key && one.channel === other.channel && one.language === other.language;

const told = toldTime({ ...SAMPLE_VISIT, clinicZone: 'America/New_York', recipientZone: null, language: 'en' });
const SAMPLE: Readonly<Record<(typeof VARIABLES)[number], string>> = {
  ...{
    first_name: 'Robin',
    practice: 'Harbor Massage',
    clinic: 'Harbor Street',
    address: '12 Harbor Street, New York',
  },
  ...{ phone: '+1 212 555 0100', ...told, link: 'https://example.com/…' },
};
