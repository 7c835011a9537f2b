import { useState } from 'react';
import { useParams } from 'wouter';
import { RecordClearancesDocument } from '../api/generated/graphql.js';
import type { ClearanceStatus, RecordClearanceFragment } from '../api/generated/graphql.js';
import { dateTimeIn, dateWords } from '../time/clinic-time.js';
import { Button } from '../ui/button.js';
import { LongTable } from '../ui/long-table.js';
import { wordsOf } from '../ui/words.js';
import { GivenForm, RequestForm, WithdrawForm } from './clearance-forms.js';
import { useRecordZone } from './record-zone.js';

const STATUS: Readonly<Record<ClearanceStatus, string>> = {
  REQUESTED: '⧖ asked for',
  RECORDED: '✓ given',
  WITHDRAWN: '× withdrawn',
  VOIDED: '× void: new answers came',
};

type Asked = { readonly kind: 'request' } | { readonly kind: 'given' | 'withdraw'; readonly id: string | null };

/** What health professionals allow, from the request to its end. */
export function Clearances() {
  const { id: clientId } = useParams<{ id: string }>();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  return (
    <div className="stack">
      {asked === null && (
        <div className="actions">
          <Button onPress={() => setAsked({ kind: 'request' })}>Ask for one …</Button>
          <Button onPress={() => setAsked({ kind: 'given', id: null })}>Record one …</Button>
        </div>
      )}
      {asked?.kind === 'request' && <RequestForm clientId={clientId} onClose={close} />}
      {asked?.kind === 'given' && <GivenForm clientId={clientId} clearanceId={asked.id} onClose={close} />}
      {asked?.kind === 'withdraw' && <WithdrawForm id={asked.id!} onClose={close} />}
      <LongTable
        query={RecordClearancesDocument}
        variables={{ clientId }}
        of={({ clearances }) => clearances}
        columns={['State', 'What it says', '']}
        none="No clearance has been asked for or given."
        keyOf={({ id }) => id}
        cells={(clearance) => <ClearanceCells clearance={clearance} onAsk={setAsked} />}
      />
    </div>
  );
}

interface CellsProps {
  readonly clearance: RecordClearanceFragment;
  readonly onAsk: (asked: Asked) => void;
}

function ClearanceCells({ clearance: { id, status, openedAt, endedAt, details }, onAsk }: CellsProps) {
  const zone = useRecordZone();
  return (
    <>
      <td>
        {STATUS[status]}
        <br />
        <span className="quiet-text">{dateTimeIn(zone, endedAt ?? openedAt)}</span>
      </td>
      <td>{details && <Details details={details} />}</td>
      <td>
        <div className="actions">
          {status === 'REQUESTED' && <Button onPress={() => onAsk({ kind: 'given', id })}>It was given …</Button>}
          {!endedAt && <Button onPress={() => onAsk({ kind: 'withdraw', id })}>Withdraw …</Button>}
        </div>
      </td>
    </>
  );
}

function Details({ details }: { details: NonNullable<RecordClearanceFragment['details']> }) {
  const { givenBy, givenOn, expiresOn, techniques, note, requestNote, withdrawnBecause } = details;
  return (
    <div className="stack">
      {requestNote && <p>Asked: {requestNote}</p>}
      {givenBy && (
        <p>
          {givenBy}
          {givenOn && `, ${dateWords(givenOn)}`}
          {expiresOn && `. Until ${dateWords(expiresOn)}`}
          {techniques.length > 0 && ` for ${techniques.map(wordsOf).join(', ')}`}
        </p>
      )}
      {note && <p>{note}</p>}
      {withdrawnBecause && <p>Withdrawn: {withdrawnBecause}</p>}
    </div>
  );
}
