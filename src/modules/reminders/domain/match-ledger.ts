import type { NotSentReason } from '../../messaging/domain/index.js';
import type { Channel } from './reminder-rules.js';
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
  /** Planned by a channel that does not reach the client any more, and reaching them by this one. */
  readonly redirect: readonly { readonly id: string; readonly channel: Channel }[];
}

const WENT_OUT: readonly LedgerEntry['state'][] = ['sending', 'sent', 'delivered', 'failed'];

/**
 * What to write into the ledger so that it has what the visit asks for. Of one message there is one for ever: what was sent, or dropped when its
 * time had come, is not planned once more. What was called off before its time comes back, where the time has not passed: a visit
 * was moved back, or a confirmation taken back. `now` is epoch ms; `reached` says by which channels the client can be told, the best first.
 */
export function amendmentOf(
  ledger: readonly LedgerEntry[],
  telling: Telling,
  now: number,
  reached: readonly Channel[] = [],
): Amendment {
  const wanted = wantedMessages(telling);
  const theirs = ledger.filter(({ isTheirs }) => isTheirs);
  const standing = (one: WantedMessage): LedgerEntry[] => theirs.filter((entry) => isOf(one, entry));
  const planned = ledger.filter(({ state }) => state === 'planned');
  const isWanted = (entry: LedgerEntry): boolean => entry.isTheirs && wanted.some((one) => isOf(one, entry));
  const again = wanted
    .filter(({ dueAt }) => dueAt >= now)
    .map(standing)
    .filter((entries) => entries.length > 0 && entries.every(({ state }) => state === 'dropped'))
    .map((entries) => (entries.find(({ channel }) => reached.includes(channel)) ?? entries[0]!).id);
  const isOpen = ({ id, state }: LedgerEntry): boolean => state === 'planned' || again.includes(id);
  return {
    plan: wanted.filter((one) => one.shakenUntil === null && standing(one).length === 0),
    again,
    redirect: wanted
      .filter(({ channel, shakenUntil }) => channel === null && shakenUntil === null)
      .map(standing)
      .filter((entries) => !entries.some(({ state }) => WENT_OUT.includes(state)))
      .flatMap((entries) => redirected(entries.filter(isOpen), reached)),
    callOff: planned
      .filter((entry) => !isWanted(entry))
      .map((entry) => ({ id: entry.id, reason: entry.isTheirs ? whyNot(entry, telling, now) : 'superseded' })),
  };
}

/** None where the client is reached by no channel: the ledger then says why they were not told. */
function redirected(open: readonly LedgerEntry[], [best, ...others]: readonly Channel[]): Amendment['redirect'] {
  if (!best) return [];
  return open
    .filter(({ channel }) => channel !== best && !others.includes(channel))
    .map(({ id }) => ({ id, channel: best }));
}
