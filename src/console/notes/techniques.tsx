import { memo, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { BodySiteInput, Technique } from '../api/generated/graphql.js';
import { Button } from '../ui/button.js';
import { Choice } from '../ui/choice.js';
import { wordsOf } from '../ui/words.js';
import { BodyMap } from './body-map.js';
import { isAt, siteKey } from './body-regions.js';
import { Chips, numbersFrom } from './chips.js';
import type { NoteGuides } from './note-guides.js';
import type { Note } from './note.js';
import { capital, siteWords } from './note-words.js';
import { NumberText } from './number-text.js';
import { toggleSite } from './sites.js';

type Used = Note['techniques'][number];

/** Walton's scale, as the schema has it. */
const PRESSURES = numbersFrom(1, 5);
const TREATED = { sign: '✓', words: 'treated' };

interface TechniquesProps {
  readonly techniques: Note['techniques'];
  readonly guides: NoteGuides['techniques'];
  readonly booked: Technique;
  readonly onChange: (changed: Pick<Note, 'techniques'>) => void;
}

/** What was done, with what pressure, where and for how long. */
export const Techniques = memo(function Techniques({ techniques, guides, booked, onChange }: TechniquesProps) {
  const set = (changed: Note['techniques']): void => onChange({ techniques: changed });
  const add = (technique: Technique): void =>
    set([...techniques, { technique, pressure: null, minutes: null, sites: [] }]);
  const names = guides.map(({ technique }) => ({ id: technique, name: nameOf(technique, booked) }));
  return (
    <div className="stack">
      {techniques.map((used, n) => (
        <UsedTechnique
          key={`${n} ${used.technique}`}
          used={used}
          guide={guides.find(({ technique }) => technique === used.technique)}
          onChange={(changed) => set(techniques.map((one, i) => (i === n ? changed : one)))}
          onRemove={() => set(techniques.filter((_, i) => i !== n))}
        />
      ))}
      <Choice label="Add a technique" items={names} chosen={null} onChoose={add} />
    </div>
  );
});

const nameOf = (technique: Technique, booked: Technique): string =>
  `${capital(wordsOf(technique))}${technique === booked ? ' (as booked)' : ''}`;

interface UsedProps {
  readonly used: Used;
  readonly guide: NoteGuides['techniques'][number] | undefined;
  readonly onChange: (used: Used) => void;
  readonly onRemove: () => void;
}

function UsedTechnique({ used, guide, onChange, onRemove }: UsedProps) {
  const [isMapOpen, setMapOpen] = useState(false);
  const { technique, pressure, minutes, sites } = used;
  const name = capital(wordsOf(technique));
  const usual = guide?.pressure ? `usually ${guide.pressure.min} to ${guide.pressure.max}` : '';
  const setSites = (changed: BodySiteInput[]): void => onChange({ ...used, sites: changed });
  return (
    <fieldset className="technique stack">
      <legend>{name}</legend>
      {(guide?.pressure !== null || pressure !== null) && (
        <Chips
          label="Pressure"
          hint={usual}
          items={PRESSURES}
          chosen={pressure === null ? null : String(pressure)}
          onChoose={(chosen) => onChange({ ...used, pressure: Number(chosen) })}
        />
      )}
      <ul className="sites" aria-label={`Where: ${name}`}>
        {sites.map((site) => (
          <li key={siteKey(site)}>
            {siteWords(site)}
            <Button
              kind="quiet"
              aria-label={`Remove ${siteWords(site)}`}
              onPress={() => setSites(sites.filter((one) => one !== site))}
            >
              ×
            </Button>
          </li>
        ))}
      </ul>
      <div className="technique-line">
        <Button onPress={() => setMapOpen(true)}>Where …</Button>
        <NumberText label="Minutes" value={minutes} onChange={(changed) => onChange({ ...used, minutes: changed })} />
        <Button kind="quiet" aria-label={`Remove ${name}`} onPress={onRemove}>
          Remove
        </Button>
      </div>
      {isMapOpen && <SitesDialog name={name} sites={sites} onChange={setSites} onClose={() => setMapOpen(false)} />}
    </fieldset>
  );
}

interface SitesDialogProps {
  readonly name: string;
  readonly sites: readonly BodySiteInput[];
  readonly onChange: (sites: BodySiteInput[]) => void;
  readonly onClose: () => void;
}

function SitesDialog({ name, sites, onChange, onClose }: SitesDialogProps) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="react-aria-Modal note-dialog">
        <Dialog>
          <Heading slot="title">Where: {name}</Heading>
          <BodyMap
            label={`Body map of ${name}`}
            markAt={(place) => (sites.some((site) => isAt(site, place)) ? TREATED : null)}
            onPick={(place) => onChange(toggleSite(sites, place))}
            isToggle
          />
          <div className="actions">
            <Button slot="close" kind="primary">
              Done
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
