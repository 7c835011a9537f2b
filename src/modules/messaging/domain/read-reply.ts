/** What a client has said by SMS, as far as a program may understand it. */
export type Reply = 'stop' | 'start' | 'cancel' | 'yes' | 'no' | 'unclear';

/**
 * The words as they are left when case, spaces and punctuation are gone. CANCEL is none that stops (DOMAIN.md, Messages): it may
 * mean the appointment.
 */
const WORDS: Readonly<Record<Exclude<Reply, 'unclear'>, readonly string[]>> = {
  stop: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  start: ['START', 'UNSTOP'],
  cancel: ['CANCEL'],
  yes: ['YES', 'Y', 'YEP', 'YEAH', 'OK', 'OKAY', 'CONFIRM', 'CONFIRMED', 'ICONFIRM'],
  no: ['NO', 'N', 'NOPE'],
};
/** What politeness puts around a word, and means nothing. */
const POLITE = /\b(?:please|pls|thanks|thank you|thx)\b/gi;

/** Only what is one of the words and nothing else is understood: all else is for a person. */
export function readReply(text: string): Reply {
  const word = text
    .normalize('NFKC')
    .replace(POLITE, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
  const known = Object.entries(WORDS) as [Exclude<Reply, 'unclear'>, readonly string[]][];
  return known.find(([, words]) => words.includes(word))?.[0] ?? 'unclear';
}
