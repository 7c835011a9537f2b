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
import type { Answer } from '../api/answer.js';
import { useSignedIn } from '../session/session-gate.js';
import { AskFirst } from '../ui/ask-first.js';
import { Button } from '../ui/button.js';
import { tell } from '../ui/notices.js';
import { FindClient } from './find-client.js';
import { fullName } from './person.js';

/** Whether the record is in use: archived, merged into another one, and back. */
export function ClientStanding({ client }: { client: ClientRecordFragment }) {
  const { me } = useSignedIn();
  const { archive, restore } = useStanding(client);
  const name = fullName(client);
  return (
    <section aria-labelledby="standing">
      <h2 id="standing">The record</h2>
      {client.archivedAt ? (
        <Button onPress={() => void restore()}>Take into use again</Button>
      ) : (
        <div className="actions">
          <AskFirst
            label="Archive …"
            question={`Archive ${name}?`}
            confirm="Archive"
            onConfirm={() => void archive(false)}
          >
            Nothing more can be booked for them, and nobody writes to them. Visits that are booked stay.
          </AskFirst>
          <AskFirst
            label="Has died …"
            question={`Has ${name} died?`}
            confirm="They have died"
            onConfirm={() => void archive(true)}
          >
            The record is archived, and nothing is sent to them any more.
          </AskFirst>
        </div>
      )}
      {me.role !== 'FRONT_DESK' && <Merges client={client} />}
    </section>
  );
}

async function told(answer: Promise<Answer<unknown>>, done: string): Promise<boolean> {
  const given = await answer;
  if (!given) return false;
  if ('refusal' in given) tell(given.refusal, 'refused');
  else tell(done);
  return 'given' in given;
}

function useStanding({ id, version }: ClientRecordFragment) {
  const [archive] = useAct(ArchiveClientDocument);
  const [restore] = useAct(RestoreClientDocument);
  return {
    archive: (deceased: boolean) =>
      told(
        archive({ id, version, deceased }).then((outcome) => answerOf(outcome, (data) => data.archiveClient)),
        'Archived.',
      ),
    restore: () =>
      told(
        restore({ id, version }).then((outcome) => answerOf(outcome, (data) => data.restoreClient)),
        'In use again.',
      ),
  };
}

/** Two records of one person become one; the one that was merged rests, and can stand for itself again. */
function Merges({ client }: { client: ClientRecordFragment }) {
  const [isFinding, setIsFinding] = useState(false);
  const [undo] = useAct(UndoMergeDocument);
  const takeBack = (sourceId: string) =>
    told(
      undo({ sourceId }).then((outcome) => answerOf(outcome, (data) => data.undoMerge)),
      'They are two again.',
    );
  return (
    <>
      {client.mergedInto && (
        <p>
          Merged into <Link href={`/clients/${client.mergedInto.id}`}>{fullName(client.mergedInto)}</Link>.{' '}
          <Button onPress={() => void takeBack(client.id)}>Take the merge back</Button>
        </p>
      )}
      {client.mergedFrom.map(({ client: source }) => (
        <p key={source.id}>
          Stands for {fullName(source)} too.{' '}
          <Button onPress={() => void takeBack(source.id)}>Take the merge back</Button>
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
  const [merge, busy] = useAct(MergeClientsDocument);
  const [, go] = useLocation();
  const act = async (targetId: string): Promise<void> => {
    const input = { sourceId: source.id, targetId };
    const answer = merge({ input }).then((outcome) => answerOf(outcome, (data) => data.mergeClients));
    if (await told(answer, 'Merged.')) go(`/clients/${targetId}`);
  };
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
          <Button kind="primary" autoFocus isPending={busy} onPress={() => void act(target.id)}>
            Merge
          </Button>
        )}
        <Button onPress={onBack}>Back</Button>
      </div>
    </div>
  );
}
