import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Site } from '../../../platform/pages/index.js';
import type { Language } from '../../../platform/pages/index.js';
import { LinkDoor } from '../../access/index.js';
import type { ProvenLink, Visit } from '../../access/index.js';
import { emergencyAdvice } from '../emergency-advice.js';
import { localDate } from '../storage/local-date.js';
import type { IntakeContext } from './intake-frame.js';
import { INTAKE_MESSAGES } from './messages.js';

interface Facts {
  readonly practice: string;
  readonly givenName: string;
  readonly zone: string;
}

/** Where the practice's clinics lie in several zones, the first of them by name says what time it is. */
const FACTS = `SELECT p.name AS practice, c.given_name AS "givenName", coalesce((
    SELECT time_zone FROM clinics WHERE practice_id = $1 AND archived_at IS NULL ORDER BY name, id LIMIT 1), 'UTC') AS zone
  FROM practices p JOIN clients c ON c.practice_id = p.id WHERE p.id = $1 AND c.id = $2`;

/** Gathers what the pages of one link say around the form. */
@Injectable()
export class IntakeContexts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly site: Site,
  ) {}

  read({ link, formToken }: Visit, language: Language): Promise<IntakeContext> {
    return this.unitOfWork.do(link.actor, async (tx) => {
      const { practice, givenName, zone } = await factsOf(tx, link);
      const [advice, today] = await Promise.all([emergencyAdvice(tx), localDate(tx)]);
      return {
        ...{ language, messages: INTAKE_MESSAGES[language], practice, givenName, advice, today, formToken },
        until: momentInWords(link.expiresAt, zone, language),
        path: this.site.path(LinkDoor.pathBy('intake', link.actor.linkId)),
      };
    });
  }

  /** Before the link is opened: nothing of the client. */
  outside(link: ProvenLink, language: Language): Promise<Pick<IntakeContext, 'practice' | 'until'>> {
    return this.unitOfWork.do(link.actor, async (tx) => {
      const { practice, zone } = await factsOf(tx, link);
      return { practice, until: momentInWords(link.expiresAt, zone, language) };
    });
  }
}

async function factsOf(tx: Tx, { actor }: ProvenLink): Promise<Facts> {
  const [facts] = await tx.sql<Facts>(FACTS, [tx.practiceId, actor.clientId]);
  return facts!;
}

const momentInWords = (moment: Date, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(moment);
