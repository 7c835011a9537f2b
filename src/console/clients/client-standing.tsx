import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import {
  ArchiveClientDocument,
  MergeClientsDocument,
  RestoreClientDocument,
  UndoMergeDocument,
} from '../api/generated/graphql.js';
import type { ClientRecordFragment, FoundClientFragment } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { answerOf } from '../api/answer.js';
import { useSignedIn } from '../session/session-gate.js';
import { ActButton } from '../ui/act-button.js';
import { Button } from '../ui/button.js';
import { tell } from '../ui/notices.js';
import { FindClient } from './find-client.js';
import { fullName } from './person.js';

/** Whether the record is in use: archived, merged into another one, and back. */
export function ClientStanding({ client }: { client: ClientRecordFragment }) {
  const { me } = useSignedIn();
  const [archive] = useAct(ArchiveClientDocument);
  const [restore] = useAct(RestoreClientDocument);
  const { id, version } = client;
  const name = fullName(client);
  const end = async (deceased: boolean) =>
    answerOf(await archive({ id, version, deceased }), (data) => data.archiveClient);
  return (
    <section aria-labelledby="standing">
      <h2 id="standing">The record</h2>
      {client.archivedAt ? (
        <ActButton
          act={async () => answerOf(await restore({ id, version }), (data) => data.restoreClient)}
          onDone={() => tell('In use again.')}
        >
          Take into use again
        </ActButton>
      ) : (
        <div className="actions">
          <ActButton
            asks="Nothing more can be booked for them, and nobody writes to them. Visits that are booked stay."
            question={`Archive ${name}?`}
            act={() => end(false)}
            onDone={() => tell('Archived.')}
          >
            Archive
          </ActButton>
          <ActButton
            asks="The record is archived, and nothing is sent to them any more."
            question={`Has ${name} died?`}
            act={() => end(true)}
            onDone={() => tell('Archived.')}
          >
            Has died
          </ActButton>
        </div>
      )}
      {me.role !== 'FRONT_DESK' && <Merges client={client} />}
    </section>
  );
}

/** Two records of one person become one; the one that was merged rests, and can stand for itself again. */
function Merges({ client }: { client: ClientRecordFragment }) {
  const [isFinding, setIsFinding] = useState(false);
  const [undo] = useAct(UndoMergeDocument);
  const takeBack = (sourceId: string) => (
    <ActButton
      act={async () => answerOf(await undo({ sourceId }), (data) => data.undoMerge)}
      onDone={() => tell('They are two again.')}
    >
      Take the merge back
    </ActButton>
  );
  return (
    <>
      {client.mergedInto && (
        <p>
          Merged into <Link href={`/clients/${client.mergedInto.id}`}>{fullName(client.mergedInto)}</Link>.{' '}
          {takeBack(client.id)}
        </p>
      )}
      {client.mergedFrom.map(({ client: source }) => (
        <p key={source.id}>
          Stands for {fullName(source)} too. {takeBack(source.id)}
        </p>
      ))}
      {!client.mergedInto && !isFinding && (
        <Button onPress={() => setIsFinding(true)}>Merge into another record …</Button>
      )}
      {isFinding && <MergeInto source={client} onBack={() => setIsFinding(false)} />}
    </>
  );
}

function MergeInto({ source, onBack }: { source: ClientRecordFragment; onBack: () => void }) {
  const [typed, setTyped] = useState('');
  const [target, setTarget] = useState<FoundClientFragment | null>(null);
  const [merge] = useAct(MergeClientsDocument);
  const [, go] = useLocation();
  const join = async (targetId: string) =>
    answerOf(await merge({ input: { sourceId: source.id, targetId } }), (data) => data.mergeClients);
  return (
    <div role="group" aria-label="Merge into another record" className="stack">
      {target ? (
        <p>
          {fullName(target)} stands for both from now on; {fullName(source)}’s record rests. It can be taken back.
        </p>
      ) : (
        <FindClient typed={typed} onType={setTyped} onChoose={setTarget} />
      )}
      <div className="actions">
        {target && (
          <ActButton
            autoFocus
            act={() => join(target.id)}
            onDone={() => {
              tell('Merged.');
              go(`/clients/${target.id}`);
            }}
          >
            Merge
          </ActButton>
        )}
        <Button onPress={onBack}>Back</Button>
      </div>
    </div>
  );
}
