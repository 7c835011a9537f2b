import { useQuery } from 'urql';
import { Link } from 'wouter';
import {
  ArchiveTherapistDocument,
  RestoreTherapistDocument,
  TherapistPageDocument,
} from '../../api/generated/graphql.js';
import type { TherapistRecordFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { sentenceOf } from '../../api/failure.js';
import { Archiving } from '../archiving.js';
import { Licences } from './licences.js';
import { Schedule } from './schedule.js';
import { ClinicsForm, DetailsForm, LoginForm, TechniquesForm } from './therapist-forms.js';

/** One therapist: who they are, what and where they work, when, and by which licences. */
export function TherapistPage({ id }: { id: string }) {
  const [{ data, error }] = useQuery({
    query: TherapistPageDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  if (error && !data) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  const { therapist } = data;
  return (
    <div className="therapist">
      <p>
        <Link href="/set-up/therapists">All therapists</Link>
      </p>
      <h2>
        <bdi>{therapist.name}</bdi>
        {therapist.archivedAt && ' (archived)'}
      </h2>
      <DetailsForm therapist={therapist} />
      <TechniquesForm therapist={therapist} />
      <ClinicsForm therapist={therapist} />
      <Schedule therapist={therapist} />
      <Licences therapist={therapist} />
      <LoginForm therapist={therapist} />
      <TherapistArchiving therapist={therapist} />
    </div>
  );
}

function TherapistArchiving({ therapist }: { therapist: TherapistRecordFragment }) {
  const { id, version, name, archivedAt } = therapist;
  const [archive] = useAct(ArchiveTherapistDocument);
  const [restore] = useAct(RestoreTherapistDocument);
  return (
    <Archiving
      name={name}
      isArchived={archivedAt !== null}
      archive={async () => answerOf(await archive({ id, version }), (data) => data.archiveTherapist)}
      restore={async () => answerOf(await restore({ id, version }), (data) => data.restoreTherapist)}
    >
      Nothing more can be booked with them. Visits that are booked stay as they are.
    </Archiving>
  );
}
