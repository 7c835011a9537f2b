import { Injectable } from '@nestjs/common';
import { InvalidInput, newId, NotFound, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { draftViolations } from './domain/draft-violations.js';
import { noteDifferences } from './domain/note-differences.js';
import { EMPTY_NOTE } from './domain/session-note.js';
import type { SessionNote } from './domain/session-note.js';
import { OpenedNotes } from './opened-notes.js';
import type { OpenDraft } from './opened-notes.js';
import { ReadDraft } from './read-draft.js';
import type { SaveRefusal } from './refusals.js';
import { DRAFT_CONTENT, draftOfVisit, writeDraft } from './storage/drafts.js';
import type { DraftRow } from './storage/drafts.js';
import { noteOfVisit } from './storage/notes.js';
import { authorOf, VisitsToWriteOf } from './visits-to-write-of.js';
import type { WrittenVisit } from './visits-to-write-of.js';

export interface DraftToSave {
  readonly appointmentId: string;
  /** The version that the writer has seen; null where they have seen none. */
  readonly version: number | null;
  readonly note: SessionNote;
}

@Injectable()
export class SaveDraft {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
    private readonly visits: VisitsToWriteOf,
    private readonly opened: OpenedNotes,
    private readonly readDraft: ReadDraft,
  ) {}

  /**
   * Begins the draft of a visit, or saves its next version. Of two devices that have seen the same version the second is
   * told what the first has saved. Throws `InvalidInput`, `NotFound` and `Forbidden`.
   */
  async execute(actor: StaffActor, draft: DraftToSave): Promise<Outcome<OpenDraft, SaveRefusal>> {
    const broken = draftViolations(draft.note);
    if (broken.length > 0) throw new InvalidInput(broken);
    return this.unitOfWork.run<OpenDraft, SaveRefusal>(
      actor,
      async (tx) => {
        const visit = await this.visits.lock(tx, draft.appointmentId);
        return visit.ok ? this.save(tx, visit.value, draft) : visit;
      },
      { repeat: { idOf: ({ id }) => id, again: (tx, id) => this.readDraft.byId(tx, id) } },
    );
  }

  /** As `execute` does, of a visit that is locked. */
  async save(
    tx: Tx,
    visit: WrittenVisit,
    { version, note }: Pick<DraftToSave, 'version' | 'note'>,
  ): Promise<Outcome<OpenDraft, SaveRefusal>> {
    const { id: appointmentId, therapistId } = visit;
    const signed = await noteOfVisit(tx, appointmentId);
    if (signed) return refuse({ kind: 'already_signed', noteId: signed.id });
    const kept = await draftOfVisit(tx, { appointmentId, therapistId });
    if (kept && kept.version !== version) {
      tx.recordRead('session_note_draft', [kept.id]);
      const [current] = await this.opened.drafts(tx, [kept]);
      const differences = noteDifferences(note, current!.content ?? EMPTY_NOTE);
      return refuse({ kind: 'draft_conflict', current: current!, differences });
    }
    if (!kept && version !== null) throw new NotFound('session note draft');
    const row = await this.sealed(tx, visit, { kept, note });
    writeDraft(tx, row);
    tx.record({ action: 'session_note.draft_saved', subjectIds: [row.id, visit.clientId] });
    return ok({ ...row, content: note });
  }

  /** Under the record that the client of the visit has today: clients may have been merged since. */
  private async sealed(
    tx: Tx,
    { id: appointmentId, clientId, therapistId }: WrittenVisit,
    { kept, note }: { kept: DraftRow | undefined; note: SessionNote },
  ): Promise<DraftRow> {
    const id = kept?.id ?? newId();
    const key = await this.vault.keyOf(tx, clientId);
    return {
      ...{ id, appointmentId, clientId, therapistId, authorId: authorOf(tx) },
      content: key.sealJson(DRAFT_CONTENT(id), note),
      version: (kept?.version ?? 0) + 1,
      createdAt: kept?.createdAt ?? tx.now,
      updatedAt: tx.now,
    };
  }
}
