import { Injectable } from '@nestjs/common';
import { newId, NotFound } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { recordsOfPeople } from '../clients/index.js';
import { openFollowUp } from '../follow-ups/index.js';
import { findGlassBreak, insertGlassBreak, REASON } from './storage/glass-breaks.js';
import type { GlassBreak } from './storage/glass-breaks.js';

/** Long enough to read a record, too short to forget that it is open. */
const OPEN_MS = 60 * 60_000;

@Injectable()
export class BreakGlass {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
  ) {}

  /** Lets the actor read the client's clinical record for an hour, and tells the management. Throws `NotFound`. */
  execute(actor: StaffActor, { clientId, reason }: { clientId: string; reason: string }): Promise<GlassBreak> {
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        if (!(await recordsOfPeople(tx, [clientId])).has(clientId)) throw new NotFound('client', clientId);
        const id = newId();
        const key = await this.vault.keyOf(tx, clientId);
        const row: GlassBreak = {
          ...{ id, clientId, membershipId: actor.membershipId, role: actor.role },
          ...{ reason: key.seal(REASON(id), reason), brokenAt: tx.now, until: new Date(tx.now.getTime() + OPEN_MS) },
        };
        insertGlassBreak(tx, row);
        await openFollowUp(tx, { kind: 'glass_broken', clientId, subjectId: id, dueAt: tx.now });
        tx.record({ action: 'glass.broken', subjectIds: [id, clientId] });
        tx.emit('glass.broken', { glassBreakId: id });
        return row;
      },
      { idOf: ({ id }) => id, again: async (tx, id) => (await findGlassBreak(tx, id))! },
    );
  }
}
