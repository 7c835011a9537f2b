import { useCallback, useState } from 'react';
import { SignNoteDocument, StartFromLastNoteDocument } from '../api/generated/graphql.js';
import type { NoteVisitQuery } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { sentenceOf } from '../api/failure.js';
import { useSignedIn } from '../session/session-gate.js';
import { Button } from '../ui/button.js';
import { tell } from '../ui/notices.js';
import type { DraftKeeper } from './draft-keeper.js';
import { isUnsaved } from './draft-state.js';
import { DraftConflict, DraftStatus } from './draft-status.js';
import { NoteForm } from './note-form.js';
import { besides, ProblemList } from './note-section.js';
import type { Problem } from './note-section.js';
import { toKeptDraft } from './note.js';
import type { KeptDraft, Note } from './note.js';
import { SignDialog } from './sign-dialog.js';
import { useNoteDraft } from './use-note-draft.js';
import './note-editor.css';

interface NoteEditorProps {
  readonly visit: NoteVisitQuery['appointment'];
  readonly kept: KeptDraft | null;
  readonly onSigned: () => void;
}

/** Where a therapist writes: saved by itself, and signed when it is whole. */
export function NoteEditor({ visit, kept, onSigned }: NoteEditorProps) {
  const [state, keeper] = useNoteDraft(visit.id, kept);
  const { me } = useSignedIn();
  const [refused, setRefused] = useState<readonly Problem[]>([]);
  const signing = useSigning(keeper, setRefused, onSigned);
  const zone = visit.clinic.timeZone;
  const change = useCallback(
    (changed: Partial<Note>): void => {
      setRefused((before) => besides(before, changed));
      keeper.edit({ ...keeper.now().note, ...changed });
    },
    [keeper],
  );
  const unsaved = state.trouble?.kind === 'refused' ? Object.entries(state.trouble.fields) : [];
  const problems = [...unsaved.map(([field, message]) => ({ field, message })), ...refused];
  return (
    <div className="note-editor" onBlur={() => void keeper.flush()}>
      <DraftConflict state={state} keeper={keeper} myMembershipId={me.membershipId} zone={zone} />
      <ProblemList title={unsaved.length > 0 ? 'Not saved:' : 'Before you can sign:'} problems={problems} />
      {state.kept === null && !isUnsaved(state) && <StartFromLast visitId={visit.id} keeper={keeper} />}
      <NoteForm key={state.generation} note={state.note} visit={visit} problems={problems} onChange={change} />
      <div className="note-bar">
        <DraftStatus state={state} zone={zone} />
        <Button kind="primary" isPending={signing.isBusy} onPress={() => void signing.ask()}>
          Sign …
        </Button>
      </div>
      {signing.isAsking && (
        <SignDialog isBusy={signing.isBusy} onSign={() => void signing.sign()} onClose={signing.close} />
      )}
    </div>
  );
}

/** Asks once all is saved, and signs what was saved; what stands against it is shown on the page. */
function useSigning(keeper: DraftKeeper, onRefused: (problems: readonly Problem[]) => void, onSigned: () => void) {
  const [sign, isBusy] = useAct(SignNoteDocument);
  const [isAsking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return {
    ...{ isAsking, isBusy, close },
    ask: async (): Promise<void> => {
      if (await keeper.begin()) setAsking(true);
      else tell('It can be signed once it is saved.', 'refused');
    },
    sign: async (): Promise<void> => {
      const { id, version } = keeper.now().kept!;
      const outcome = await sign({ id, version });
      if (!outcome) return;
      close();
      if ('error' in outcome) return tell(sentenceOf(outcome.error), 'refused');
      const result = outcome.data.signSessionNote;
      if (result.__typename === 'SessionNotePayload') {
        tell('Signed.');
        onSigned();
      } else if (result.__typename === 'DraftConflict') {
        keeper.conflict({ kind: 'conflict', theirs: toKeptDraft(result.current), differences: result.differences });
      } else if (result.__typename === 'NoteNotSignable') {
        onRefused(result.violations);
        window.scrollTo({ top: 0 });
      } else tell(result.message, 'refused');
    },
  };
}

/** While nothing is written the last note can be the beginning. */
function StartFromLast({ visitId, keeper }: { visitId: string; keeper: DraftKeeper }) {
  const [start, isBusy] = useAct(StartFromLastNoteDocument);
  const begin = async (): Promise<void> => {
    const outcome = await start({ appointmentId: visitId });
    if (!outcome) return;
    if ('error' in outcome) return tell(sentenceOf(outcome.error), 'refused');
    const result = outcome.data.startFromLastNote;
    if (result.__typename === 'SessionNoteDraftPayload') keeper.replace(toKeptDraft(result.draft));
    else if (result.__typename === 'DraftConflict')
      keeper.conflict({ kind: 'conflict', theirs: toKeptDraft(result.current), differences: result.differences });
    else tell(result.message, 'refused');
  };
  return (
    <p>
      <Button isPending={isBusy} onPress={() => void begin()}>
        Start from the last note
      </Button>
    </p>
  );
}
