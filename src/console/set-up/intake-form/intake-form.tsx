import { useState } from 'react';
import { useQuery } from 'urql';
import { Link, Route, Switch, useLocation } from 'wouter';
import {
  DraftIntakeFormDocument,
  EarlierIntakeFormDocument,
  IntakeFormNowDocument,
  IntakeFormVersionsDocument,
} from '../../api/generated/graphql.js';
import type { IntakeFormVersionsQuery } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { sentenceOf } from '../../api/failure.js';
import { ReadingDialog } from '../../record/reading-dialog.js';
import { useRecordZone } from '../../record/record-zone.js';
import { dateTimeIn } from '../../time/clinic-time.js';
import { ActButton } from '../../ui/act-button.js';
import { Button } from '../../ui/button.js';
import { DraftPage } from './draft-page.js';
import { formOf } from './form.js';
import { FormReading } from './form-reading.js';
import { UncoveredRisks } from './uncovered-risks.js';
import './intake-form.css';

const PAGE = '/set-up/intake-form';

/** What clients are asked: as it stands, as it was, and the next version while it is worked on. */
export function IntakeFormPages() {
  return (
    <Switch>
      <Route path={`${PAGE}/draft`}>
        <DraftPage back={PAGE} />
      </Route>
      <Route>
        <FormNow />
      </Route>
    </Switch>
  );
}

function FormNow() {
  const [{ data, error }] = useQuery({ query: IntakeFormNowDocument, requestPolicy: 'cache-and-network' });
  const zone = useRecordZone();
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  const { intakeForm: version, intakeFormDraft: draft } = data;
  return (
    <div className="intake-form">
      {draft ? (
        <p>
          <Link href={`${PAGE}/draft`}>Go on with the next version</Link>, last saved{' '}
          {dateTimeIn(zone, draft.updatedAt)}.
        </p>
      ) : (
        <BeginVersion />
      )}
      <h2>
        Version {version.number}, asked now {version.publishedById === null && '(as shipped)'}
      </h2>
      <UncoveredRisks risks={version.uncoveredRisks} />
      <FormReading form={formOf(version.form)} />
      <EarlierVersions zone={zone} />
    </div>
  );
}

function BeginVersion() {
  const [begin] = useAct(DraftIntakeFormDocument);
  const [, go] = useLocation();
  return (
    <div>
      <ActButton
        act={async () => answerOf(await begin({}), (data) => data.draftIntakeForm)}
        onDone={() => go(`${PAGE}/draft`)}
      >
        Begin a new version
      </ActButton>
    </div>
  );
}

type Edge = IntakeFormVersionsQuery['intakeFormVersions']['edges'][number];

function EarlierVersions({ zone }: { zone: string }) {
  const [{ data, error }] = useQuery({ query: IntakeFormVersionsDocument, requestPolicy: 'cache-and-network' });
  const [open, setOpen] = useState<{ after: string; number: number } | null>(null);
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  const edges: readonly Edge[] = data.intakeFormVersions.edges;
  return (
    <section aria-labelledby="earlier-versions">
      <h2 id="earlier-versions">Earlier versions</h2>
      {edges.length < 2 && <p>There is none.</p>}
      <ul>
        {edges.slice(1).map(({ node: { id, number, publishedAt, publishedById } }, index) => (
          <li key={id}>
            <Button kind="link" onPress={() => setOpen({ after: edges[index]!.cursor, number })}>
              Version {number}
            </Button>
            , {publishedById === null ? 'as shipped' : `published ${dateTimeIn(zone, publishedAt)}`}
          </li>
        ))}
      </ul>
      {open && <EarlierVersion {...open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function EarlierVersion({ after, number, onClose }: { after: string; number: number; onClose: () => void }) {
  const [{ data, error }] = useQuery({ query: EarlierIntakeFormDocument, variables: { after } });
  const version = data?.intakeFormVersions.edges[0]?.node;
  return (
    <ReadingDialog title={`Version ${number}`} onClose={onClose}>
      {error && <p role="alert">{sentenceOf(error)}</p>}
      {version && (
        <div className="intake-form">
          <FormReading form={formOf(version.form)} />
        </div>
      )}
    </ReadingDialog>
  );
}
