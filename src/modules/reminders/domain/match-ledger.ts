import type { NotSentReason } from '../../messaging/domain/index.js';
import { isOf, whyNot } from './verdict.js';
import type { PlannedKey } from './verdict.js';
import { wantedMessages } from './wanted-messages.js';
import type { Telling, WantedMessage } from './wanted-messages.js';

/** A message that the ledger has of a visit. */
export interface LedgerEntry extends PlannedKey {
  readonly id: string;
  readonly state: 'planned' | 'sending' | 'sent' | 'delivered' | 'dropped' | 'failed';
  /** It goes to a record of the person whose visit it is. */
  readonly isTheirs: boolean;
}

/** What makes the ledger right. */
export interface Amendment {
  readonly plan: readonly WantedMessage[];
  /** Called off before, and wanted again. */
  readonly again: readonly string[];
  readonly callOff: readonly { readonly id: string; readonly reason: NotSentReason }[];
}

/**
 * What to write into the ledger so that it has what the visit asks for. Of one message there is one for ever: what was sent, or dropped when its
 * time had come, is not planned once more. What was called off before its time comes back, where the time has not passed: a visit
 * was moved back, or a confirmation taken back. `now` is epoch ms.
 */
export function amendmentOf(ledger: readonly LedgerEntry[], telling: Telling, now: number): Amendment {
  const wanted = wantedMessages(telling);
  const theirs = ledger.filter(({ isTheirs }) => isTheirs);
  const standing = (one: WantedMessage): LedgerEntry[] => theirs.filter((entry) => isOf(one, entry));
  const planned = ledger.filter(({ state }) => state === 'planned');
  const isWanted = (entry: LedgerEntry): boolean => entry.isTheirs && wanted.some((one) => isOf(one, entry));
  return {
    plan: wanted.filter((one) => one.shakenUntil === null && standing(one).length === 0),
    again: wanted
      .filter(({ dueAt }) => dueAt >= now)
      .map(standing)
      .filter((entries) => entries.length > 0 && entries.every(({ state }) => state === 'dropped'))
      .map(([entry]) => entry!.id),
    callOff: planned
      .filter((entry) => !isWanted(entry))
      .map((entry) => ({ id: entry.id, reason: entry.isTheirs ? whyNot(entry, telling, now) : 'superseded' })),
  };
}
