import { languageOf } from '../../platform/pages/index.js';
import { isTextKey, PREFERENCES_LINE } from './default-texts.js';
import type { TextKey } from './default-texts.js';
import { toldTime } from './domain/index.js';
import type { Composed } from './message-source.js';
import type { TextInUse } from './message-texts.js';
import { mailHtml } from './mail-html.js';
import { renderText } from './render-text.js';
import type { Claimed } from './storage/deliveries.js';

/** A message as its recipient reads it. */
export interface WrittenMessage {
  /** Empty in an SMS, which has none. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Wording {
  readonly composed: Composed;
  readonly text: TextInUse;
  readonly link: string | null;
  /** Where the recipient says what they want to get; null where there is no such place. */
  readonly preferences: string | null;
}

/** Which text a message is written by. Throws where a module asks for one that does not ship. */
export function textKeyOf({ kind }: Pick<Claimed, 'kind'>, { variant }: Composed): TextKey {
  const key = variant === undefined ? kind : `${kind}_${variant}`;
  if (!isTextKey(key)) throw new Error(`No text is called "${key}".`);
  return key;
}

/** Fills in the text that the practice uses. */
export function writeMessage(message: Claimed, { composed, text, link, preferences }: Wording): WrittenMessage {
  const { language } = text;
  const variables = variablesOf(message, { composed, language, link });
  const footer = preferences === null ? [] : [`${PREFERENCES_LINE[languageOf(language)]} ${preferences}`];
  const body = [renderText(text.body, variables), ...footer].join('\n\n');
  const links = [link, preferences].filter((one) => one !== null);
  const html = message.channel === 'email' ? mailHtml({ text: body, language, links }) : '';
  return { subject: renderText(text.subject ?? '', variables), text: body, html };
}

function variablesOf(
  { recipient, practiceName, clinicName, clinicAddress, clinicPhone, clinicZone }: Claimed,
  {
    composed: { visit, figures },
    language,
    link,
  }: { readonly composed: Composed; readonly language: string; readonly link: string | null },
): Record<string, string> {
  const told = visit && toldTime({ ...visit, clinicZone, recipientZone: recipient.zone, language });
  return {
    ...{ first_name: recipient.name, practice: practiceName, clinic: clinicName },
    ...{ address: clinicAddress ?? '', phone: clinicPhone ?? '', link: link ?? '' },
    ...{ date: told?.date ?? '', time: told?.time ?? '' },
    ...figures,
  };
}
