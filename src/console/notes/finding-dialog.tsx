import { useState } from 'react';
import { Dialog, Form, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { BodySide, BodySiteInput, FindingKind } from '../api/generated/graphql.js';
import { Button } from '../ui/button.js';
import { TextInput } from '../ui/text-input.js';
import { wordsOf } from '../ui/words.js';
import { Chips, numbersFrom } from './chips.js';
import type { Finding } from './finding-words.js';
import { findingKey, findingWords } from './finding-words.js';
import { capital, siteWords } from './note-words.js';

const KINDS = (
  [
    ...['TENSION', 'TRIGGER_POINT', 'ADHESION', 'TENDERNESS', 'SWELLING', 'RESTRICTED_MOTION', 'NUMBNESS', 'OTHER'],
  ] as FindingKind[]
).map((id) => ({ id, name: capital(wordsOf(id)) }));
const SIDES: readonly { readonly id: BodySide; readonly name: string }[] = [
  { id: 'LEFT', name: 'Left' },
  { id: 'RIGHT', name: 'Right' },
  { id: 'BOTH', name: 'Both sides' },
  { id: 'CENTRE', name: 'Centre' },
];
/** The scale of findings in the schema. */
const INTENSITIES = numbersFrom(0, 10);

interface FindingDialogProps {
  readonly site: BodySiteInput;
  /** Null: a new one. */
  readonly finding: Finding | null;
  /** What else is said of the place. */
  readonly others: readonly Finding[];
  readonly onPut: (finding: Finding) => void;
  readonly onOther: (finding: Finding) => void;
  readonly onClose: () => void;
}

/** What was found at a place, and how strong it is. */
export function FindingDialog({ site, finding, others, onPut, onOther, onClose }: FindingDialogProps) {
  const [side, setSide] = useState(site.side);
  const [kind, setKind] = useState<FindingKind>(finding?.kind ?? 'TENSION');
  const [intensity, setIntensity] = useState(finding ? String(finding.intensity) : null);
  const [remark, setRemark] = useState(finding?.remark ?? '');
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="react-aria-Modal note-dialog">
        <Dialog>
          <Heading slot="title">{siteWords({ region: site.region, side })}</Heading>
          <Form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              if (intensity === null) return;
              onPut({ region: site.region, side, kind, intensity: Number(intensity), remark: remark.trim() || null });
            }}
          >
            {others.length > 0 && (
              <div className="actions">
                {others.map((other) => (
                  <Button key={findingKey(other)} onPress={() => onOther(other)}>
                    Change “{findingWords(other)}”
                  </Button>
                ))}
              </div>
            )}
            <Chips label="What" items={KINDS} chosen={kind} onChoose={setKind} autoFocus />
            <Chips label="How strong" hint="0 to 10" items={INTENSITIES} chosen={intensity} onChoose={setIntensity} />
            <Chips label="Side" items={SIDES} chosen={side} onChoose={setSide} />
            <TextInput label="Remark" value={remark} onChange={setRemark} />
            <div className="actions">
              <Button type="submit" kind="primary" isDisabled={intensity === null}>
                {finding ? 'Change it' : 'Mark it'}
              </Button>
              <Button onPress={onClose}>Back</Button>
            </div>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
