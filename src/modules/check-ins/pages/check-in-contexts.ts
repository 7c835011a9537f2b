import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { PageGone, Site } from '../../../platform/pages/index.js';
import type { Language } from '../../../platform/pages/index.js';
import { LinkDoor } from '../../access/index.js';
import type { ProvenLink, Visit } from '../../access/index.js';
import { emergencyNumberAt } from '../../practices/domain/index.js';
import { localDate } from '../../scheduling/domain/index.js';
import type { CheckInContext } from './check-in-frame.js';
import { CHECK_IN_MESSAGES } from './messages.js';

interface Facts {
  readonly practice: string;
  readonly givenName: string;
  readonly zone: string;
  readonly emergencyNumber: string | null;
  readonly jurisdiction: string;
  readonly startsAt: Date;
}

const FACTS = `SELECT p.name AS practice, k.given_name AS "givenName", c.time_zone AS zone, c.jurisdiction,
    c.emergency_number AS "emergencyNumber", a.starts_at AS "startsAt"
  FROM check_ins i JOIN practices p ON p.id = $1 JOIN clients k ON k.practice_id = $1 AND k.id = $3
  JOIN clinics c ON c.practice_id = $1 AND c.id = i.clinic_id JOIN appointments a ON a.practice_id = $1 AND a.id = i.appointment_id
  WHERE i.practice_id = $1 AND i.id = $2`;

/** Gathers what the pages of one link say around the questions. */
@Injectable()
export class CheckInContexts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly site: Site,
  ) {}

  read({ link, formToken }: Visit, language: Language): Promise<CheckInContext> {
    return this.unitOfWork.do(link.actor, async (tx) => {
      const facts = await factsOf(tx, link);
      const { practice, givenName, zone, startsAt } = facts;
      return {
        ...{ language, messages: CHECK_IN_MESSAGES[language], practice, givenName, zone, formToken },
        visitDate: inWords(startsAt, zone, language, { dateStyle: 'long' }),
        today: localDate(zone, tx.now.getTime()),
        emergencyNumber: emergencyNumberAt(facts),
        path: this.site.path(LinkDoor.pathBy('check_in', link.actor.linkId)),
      };
    });
  }

  /** Before the link is opened: nothing of the client. `until` is when it ends, as a person reads it. */
  outside(link: ProvenLink, language: Language): Promise<{ readonly practice: string; readonly until: string }> {
    return this.unitOfWork.do(link.actor, async (tx) => {
      const { practice, zone } = await factsOf(tx, link);
      return { practice, until: momentInWords(link.expiresAt, zone, language) };
    });
  }
}

async function factsOf(tx: Tx, { actor, subjectId }: ProvenLink): Promise<Facts> {
  const [facts] = await tx.sql<Facts>(FACTS, [tx.practiceId, subjectId, actor.clientId]);
  if (!facts) throw new PageGone();
  return facts;
}

/** An instant by the clock of a zone. */
export const momentInWords = (moment: Date, zone: string, language: Language): string =>
  inWords(moment, zone, language, { dateStyle: 'long', timeStyle: 'short' });

const inWords = (moment: Date, timeZone: string, language: Language, style: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language, { ...style, timeZone }).format(moment);
