import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { recordsOfPeople } from '../clients/index.js';
import { bringMessages, timingOf } from './asked-round.js';
import { channelFor, reaches } from './channel-for.js';
import { openCheckInsOf, updateCheckIn } from './storage/check-ins.js';
import type { CheckIn } from './storage/check-ins.js';
import { settingsOf } from './storage/settings.js';
import { personToAsk } from './storage/visits.js';
import type { PersonToAsk } from './storage/visits.js';

/**
 * Asks people by the channel that they agree to once their records were merged or parted again, or once what they agree to has changed. What is
 * still to be asked is planned in a new round where that is another channel; to whom a message goes is found out when it is sent.
 */
@Injectable()
export class RedirectCheckIns {
  /** `onlyUnreached`: a channel that still reaches the client stays, also where they could be asked by a better one. */
  async execute(tx: Tx, clientIds: readonly string[], { onlyUnreached = false } = {}): Promise<void> {
    const people = await recordsOfPeople(tx, clientIds);
    const settings = await settingsOf(tx);
    for (const checkIn of await openCheckInsOf(tx, [...new Set([...people.values()].flat())])) {
      const records = [...people.values()].find((ids) => ids.includes(checkIn.clientId))!;
      const { clinicId, visitEndsAt: startsAt } = checkIn;
      const person = await personToAsk(tx, { records, clinicId, startsAt });
      const to = channelFor(person);
      const isBetter = onlyUnreached ? reaches(person, to) && !reaches(person, checkIn.channel) : true;
      if (to !== checkIn.channel && isBetter) redirect(tx, checkIn, person, settings);
    }
  }
}

function redirect(tx: Tx, checkIn: CheckIn, person: PersonToAsk, settings: Parameters<typeof timingOf>[1]): void {
  const redirected: CheckIn = { ...checkIn, channel: channelFor(person), round: checkIn.round + 1 };
  updateCheckIn(tx, redirected);
  const timing = timingOf(checkIn.visitEndsAt, settings, person.zone);
  bringMessages(tx, redirected, { timing, since: tx.now.getTime(), reason: 'superseded' });
  tx.record({ action: 'check_in.redirected', subjectIds: [checkIn.id, checkIn.clientId] });
}
