import { Injectable } from '@nestjs/common';
import { newId, ok, refuse } from '../../kernel/index.js';
import type { ClientActor, Outcome, StaffActor } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion, Tx } from '../../platform/database/index.js';
import { useLink } from '../access/index.js';
import { standingClient } from '../clients/index.js';
import { alertOfRedFlag } from './alert-of-red-flag.js';
import { carriedSections, carryOver, changedSections, isRedFlag, risksOf, validateAnswers } from './domain/index.js';
import type { Answers } from './domain/index.js';
import { Intakes } from './intakes.js';
import type { Intake } from './intakes.js';
import { NoteScreening } from './note-screening.js';
import { ReadIntakeNotes } from './read-intake-notes.js';
import type { OpenedNote } from './open-notes.js';
import type { UnfinishedIntake } from './refusals.js';
import { deleteIntakeDraft } from './storage/intake-drafts.js';
import { insertIntakeNote, NOTE_CONTENT } from './storage/intake-notes.js';
import type { NoteContent } from './storage/intake-notes.js';
import { localDate } from './storage/local-date.js';

type Refusal = StaleVersion | UnfinishedIntake;

interface Submission {
  readonly intakeId: string;
  /** The version that was signed. */
  readonly version: number;
}

@Injectable()
export class SubmitIntake {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
    private readonly intakes: Intakes,
    private readonly notes: ReadIntakeNotes,
    private readonly screening: NoteScreening,
  ) {}

  /**
   * Makes the answers a note that never changes, uses up the link, and has the client screened by it, all in one unit.
   * Throws `NotFound` where the form is not theirs to fill in, or was submitted.
   */
  execute(actor: StaffActor | ClientActor, { intakeId, version }: Submission): Promise<Outcome<OpenedNote, Refusal>> {
    return this.unitOfWork.run<OpenedNote, Refusal>(
      actor,
      async (tx) => {
        const intake = await this.intakes.find(tx, intakeId);
        if (intake.draft.version !== version) return refuse(await this.intakes.stale(tx, intakeId));
        const today = await localDate(tx);
        const { answers, violations } = validateAnswers(intake.form, intake.answers, { final: true, today });
        if (violations.length > 0) return refuse({ kind: 'unfinished', violations });
        const taken = await deleteIntakeDraft(tx, { id: intakeId, version });
        if (!taken) return refuse(await this.intakes.stale(tx, intakeId));
        await useLink(tx);
        return ok(await this.notes.one(tx, await this.note(tx, intake, { answers, today })));
      },
      { repeat: { idOf: ({ note }) => note.id, again: (tx, id) => this.notes.one(tx, id) } },
    );
  }

  /** Returns the id of the note. */
  private async note(
    tx: Tx,
    { draft, whole, last, answers: asAnswered }: Intake,
    { answers, today }: { answers: Answers; today: string },
  ): Promise<string> {
    const id = newId();
    const { id: clientId } = await standingClient(tx, draft.clientId);
    const content: NoteContent = last
      ? {
          answers: carryOver(whole, last, answers),
          changed: changedSections(asAnswered),
          carried: carriedSections(whole, last, answers),
        }
      : { answers, changed: null, carried: [] };
    const profile = risksOf(whole, content.answers, today);
    const verdictLevel = await this.screening.execute(tx, { clientId, noteId: id, profile });
    const key = await this.vault.keyOf(tx, clientId);
    insertIntakeNote(tx, {
      ...{ id, clientId, formVersionId: draft.formVersionId, previousNoteId: last && draft.previousNoteId },
      ...{ linkId: draft.linkId, submittedBy: tx.actor.kind === 'staff' ? tx.actor.membershipId : null },
      ...{ filler: draft.filler, content: key.sealJson(NOTE_CONTENT(id), content), verdictLevel },
      ...{ answeredOn: today, submittedAt: tx.now },
    });
    tx.record({ action: 'intake_note.submitted', subjectIds: [id, clientId] });
    tx.emit('intake_note.submitted', { intakeNoteId: id, clientId });
    if (isRedFlag(whole, content.answers)) await alertOfRedFlag(tx, clientId);
    return id;
  }
}
