import { useState } from 'react';
import { AddAddendumDocument, RecordAdverseEventDocument } from '../api/generated/graphql.js';
import type { AdverseEventKind, AdverseEventSeverity, SignedNoteFragment } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { answerOf } from '../api/answer.js';
import { ActForm } from '../ui/act-form.js';
import { Button } from '../ui/button.js';
import { Choice } from '../ui/choice.js';
import { useDraft } from '../ui/draft.js';
import { tell } from '../ui/notices.js';
import { TextInput } from '../ui/text-input.js';

const KINDS: readonly { readonly id: AdverseEventKind; readonly name: string }[] = [
  { id: 'BRUISING', name: 'Bruising' },
  { id: 'STRAIN', name: 'Strain' },
  { id: 'INJURY', name: 'Injury' },
  { id: 'OTHER', name: 'Something else' },
];
const SEVERITIES: readonly { readonly id: AdverseEventSeverity; readonly name: string }[] = [
  { id: 'MILD', name: 'Mild: gone by itself, without care' },
  { id: 'MODERATE', name: 'Moderate: limits daily life for days, or needed advice' },
  { id: 'SEVERE', name: 'Severe: needed a health professional' },
];

/** What can still be said of a visit whose note is signed. */
export function AfterSigning({ note }: { note: Pick<SignedNoteFragment, 'id' | 'clientId' | 'appointmentId'> }) {
  const [open, setOpen] = useState<'addendum' | 'event' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <section className="after-signing" aria-label="What can be added">
      {open === null && (
        <div className="actions">
          <Button onPress={() => setOpen('addendum')}>Add an addendum …</Button>
          <Button onPress={() => setOpen('event')}>Something went wrong …</Button>
        </div>
      )}
      {open === 'addendum' && <AddendumForm noteId={note.id} onClose={close} />}
      {open === 'event' && <AdverseEventForm note={note} onClose={close} />}
    </section>
  );
}

function AddendumForm({ noteId, onClose }: { noteId: string; onClose: () => void }) {
  const { draft, field } = useDraft({ reason: '', text: '' });
  const [add] = useAct(AddAddendumDocument);
  return (
    <>
      <h2>Addendum</h2>
      <p className="quiet-text">
        It stands under the note for good, with your name and the date. The note stays as it is.
      </p>
      <ActForm
        label="Addendum"
        submit="Add it"
        act={async () => answerOf(await add({ input: { noteId, ...draft } }), (data) => data.addAddendum)}
        onDone={() => {
          tell('Added.');
          onClose();
        }}
        onBack={onClose}
      >
        <TextInput label="Why the note needs it" autoFocus {...field('reason')} />
        <TextInput
          className="react-aria-TextField wide"
          label="What is to be added or put right"
          lines={5}
          {...field('text')}
        />
      </ActForm>
    </>
  );
}

interface EventFormProps {
  readonly note: Pick<SignedNoteFragment, 'clientId' | 'appointmentId'>;
  readonly onClose: () => void;
}

function AdverseEventForm({ note: { clientId, appointmentId }, onClose }: EventFormProps) {
  const { draft, field } = useDraft({ description: '', noticedOn: '' });
  const [kind, setKind] = useState<AdverseEventKind>('BRUISING');
  const [severity, setSeverity] = useState<AdverseEventSeverity>('MILD');
  const [record] = useAct(RecordAdverseEventDocument);
  const { description, noticedOn } = draft;
  const event = { clientId, appointmentId, kind, severity, description, noticedOn: noticedOn || null };
  return (
    <>
      <h2>Something went wrong</h2>
      <p className="quiet-text">It is kept for good, and the management is told that there is something to look at.</p>
      <ActForm
        label="Adverse event"
        submit="Record it"
        act={async () => answerOf(await record({ input: event }), (data) => data.recordAdverseEvent)}
        onDone={() => {
          tell('Recorded.');
          onClose();
        }}
        onBack={onClose}
      >
        <Choice label="What" items={KINDS} chosen={kind} onChoose={setKind} autoFocus />
        <Choice label="How severe" items={SEVERITIES} chosen={severity} onChoose={setSeverity} />
        <TextInput label="Noticed on" type="date" {...field('noticedOn')} />
        <TextInput className="react-aria-TextField wide" label="What happened" lines={4} {...field('description')} />
      </ActForm>
    </>
  );
}
