import { Injectable } from '@nestjs/common';
import { refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { startFromLast } from './domain/start-from-last.js';
import { OpenedNotes } from './opened-notes.js';
import type { OpenDraft } from './opened-notes.js';
import { ReadDraft } from './read-draft.js';
import type { StartRefusal } from './refusals.js';
import { SaveDraft } from './save-draft.js';
import { lastNotesBefore } from './storage/notes.js';
import { VisitsToWriteOf } from './visits-to-write-of.js';

@Injectable()
export class StartFromLastNote {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visits: VisitsToWriteOf,
    private readonly opened: OpenedNotes,
    private readonly saveDraft: SaveDraft,
    private readonly readDraft: ReadDraft,
  ) {}

  /** Begins the draft of a visit with what the client's last signed note has left to look at again. Throws as `SaveDraft`. */
  execute(actor: StaffActor, appointmentId: string): Promise<Outcome<OpenDraft, StartRefusal>> {
    return this.unitOfWork.run<OpenDraft, StartRefusal>(
      actor,
      async (tx) => {
        const locked = await this.visits.lock(tx, appointmentId);
        if (!locked.ok) return locked;
        const visit = locked.value;
        const before = { appointmentId: visit.id, startsAt: visit.startsAt, clientIds: visit.records };
        const [last] = await this.opened.notes(tx, [...(await lastNotesBefore(tx, [before])).values()]);
        if (!last?.content) return refuse({ kind: 'no_earlier_note' });
        tx.recordRead('session_note', [last.id]);
        return this.saveDraft.save(tx, visit, { version: null, note: startFromLast(last.content) });
      },
      { repeat: { idOf: ({ id }) => id, again: (tx, id) => this.readDraft.byId(tx, id) } },
    );
  }
}
