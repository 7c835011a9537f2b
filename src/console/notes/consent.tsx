import { useState } from 'react';
import type { BodyRegion, TreatmentConsent } from '../api/generated/graphql.js';
import { localDateIn, timeIn } from '../time/clinic-time.js';
import { clockIn, instantIn } from '../time/clock-field.js';
import { Button } from '../ui/button.js';
import { Choice } from '../ui/choice.js';
import { TextInput } from '../ui/text-input.js';
import { wordsOf } from '../ui/words.js';
import { PLACES } from './body-regions.js';
import { Chips } from './chips.js';
import type { Note } from './note.js';
import { capital } from './note-words.js';

type Given = NonNullable<Note['consent']>;

const TREATMENTS: readonly { readonly id: TreatmentConsent; readonly name: string }[] = [
  { id: 'GIVEN', name: 'Given' },
  { id: 'DECLINED', name: 'Declined' },
  { id: 'WITHDRAWN', name: 'Withdrawn' },
];
const REGIONS = [...new Set([...PLACES.front, ...PLACES.back].map(({ site }) => site.region))]
  .map((id) => ({ id, name: capital(wordsOf(id)) }))
  .sort((a, b) => a.name.localeCompare(b.name));

interface ConsentProps {
  readonly consent: Note['consent'];
  /** Start of the visit, and the clinic's zone. */
  readonly startsAt: string;
  readonly zone: string;
  readonly onChange: (consent: Given) => void;
}

/** What the client said to the treatment, and what they signed for areas that need it in writing. */
export function Consent({ consent, startsAt, zone, onChange }: ConsentProps) {
  const [isAdding, setAdding] = useState(false);
  const given: Given | null = consent;
  return (
    <div className="stack">
      <Chips
        label="To the treatment"
        items={TREATMENTS}
        chosen={given?.treatment ?? null}
        onChoose={(treatment) => onChange({ remark: null, written: [], ...given, treatment })}
      />
      {given && (given.treatment !== 'GIVEN' || given.remark !== null) && (
        <TextInput
          label="What the client said, and what was left off"
          lines={2}
          value={given.remark ?? ''}
          onChange={(remark) => onChange({ ...given, remark: remark || null })}
        />
      )}
      {given && given.written.length > 0 && (
        <ul className="entries" aria-label="Consents in writing">
          {given.written.map((one) => (
            <li key={one.region}>
              <span>
                {capital(wordsOf(one.region))}: signed by {one.signedBy}, {timeIn(zone, one.signedAt)}
              </span>
              <Button
                kind="quiet"
                aria-label={`Remove the consent for ${wordsOf(one.region)}`}
                onPress={() => onChange({ ...given, written: given.written.filter((other) => other !== one) })}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
      {given && !isAdding && (
        <div>
          <Button onPress={() => setAdding(true)}>Consent in writing for an area …</Button>
        </div>
      )}
      {given && isAdding && (
        <WrittenForm
          startsAt={startsAt}
          zone={zone}
          onAdd={(one) => {
            const others = given.written.filter(({ region }) => region !== one.region);
            onChange({ ...given, written: [...others, one] });
            setAdding(false);
          }}
          onBack={() => setAdding(false)}
        />
      )}
    </div>
  );
}

interface WrittenFormProps {
  readonly startsAt: string;
  readonly zone: string;
  readonly onAdd: (written: Given['written'][number]) => void;
  readonly onBack: () => void;
}

function WrittenForm({ startsAt, zone, onAdd, onBack }: WrittenFormProps) {
  const date = localDateIn(zone, Date.parse(startsAt));
  const [region, setRegion] = useState<BodyRegion | null>(null);
  const [signedBy, setSignedBy] = useState('');
  const [signedAt, setSignedAt] = useState(startsAt);
  return (
    <fieldset className="stack">
      <legend>Consent in writing</legend>
      <Choice label="Area" items={REGIONS} chosen={region} onChoose={setRegion} autoFocus />
      <TextInput label="Signed by" hint="The client, or the guardian" value={signedBy} onChange={setSignedBy} />
      <TextInput
        label="Signed at"
        type="time"
        value={clockIn(zone, Date.parse(signedAt))}
        onChange={(time) => time && setSignedAt(instantIn(zone, date, time))}
      />
      <div className="actions">
        <Button
          kind="primary"
          isDisabled={region === null || signedBy.trim() === ''}
          onPress={() => region && onAdd({ region, signedBy: signedBy.trim(), signedAt })}
        >
          Add it
        </Button>
        <Button onPress={onBack}>Back</Button>
      </div>
    </fieldset>
  );
}
