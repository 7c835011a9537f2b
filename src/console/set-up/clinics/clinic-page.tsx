import { useQuery } from 'urql';
import { Link } from 'wouter';
import { ArchiveClinicDocument, ClinicPageDocument, RestoreClinicDocument } from '../../api/generated/graphql.js';
import type { ClinicRecordFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { sentenceOf } from '../../api/failure.js';
import { tell } from '../../ui/notices.js';
import { Archiving } from '../archiving.js';
import { Closures } from '../closures/closures.js';
import { OnCall } from '../on-call/on-call.js';
import { OpeningHours } from '../opening-hours/opening-hours.js';
import { Rooms } from '../rooms/rooms.js';
import { ClinicForm } from './clinic-form.js';

const PARTS = [
  { path: undefined, name: 'Clinic' },
  { path: 'rooms', name: 'Rooms' },
  { path: 'hours', name: 'Opening hours' },
  { path: 'closures', name: 'Closures' },
  { path: 'on-call', name: 'On call' },
] as const;

interface ClinicPageProps {
  readonly id: string;
  readonly part: string | undefined;
  /** One of the part: a room's id, or `new`. */
  readonly of: string | undefined;
}

/** One clinic, and what belongs to it. */
export function ClinicPage({ id, part, of }: ClinicPageProps) {
  const [{ data, error }] = useQuery({
    query: ClinicPageDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  const { clinic } = data;
  const shown = PARTS.find(({ path }) => path === part)?.path;
  return (
    <>
      <p>
        <Link href="/set-up/clinics">All clinics</Link>
      </p>
      <h2>
        {clinic.name}
        {clinic.archivedAt && ' (archived)'}
      </h2>
      <nav className="parts" aria-label={`Of ${clinic.name}`}>
        {PARTS.map(({ path, name }) => (
          <Link
            key={name}
            href={`/set-up/clinics/${id}${path ? `/${path}` : ''}`}
            aria-current={path === shown ? 'page' : undefined}
          >
            {name}
          </Link>
        ))}
      </nav>
      {shown === 'rooms' && <Rooms {...{ clinic, of }} />}
      {shown === 'hours' && <OpeningHours clinic={clinic} />}
      {shown === 'closures' && <Closures clinic={clinic} />}
      {shown === 'on-call' && <OnCall clinicId={id} />}
      {shown === undefined && <ClinicItself clinic={clinic} />}
    </>
  );
}

function ClinicItself({ clinic }: { clinic: ClinicRecordFragment }) {
  const { id, version, name, archivedAt } = clinic;
  const [archive] = useAct(ArchiveClinicDocument);
  const [restore] = useAct(RestoreClinicDocument);
  return (
    <>
      <ClinicForm clinic={clinic} onSaved={() => tell('Saved.')} />
      <Archiving
        name={name}
        isArchived={archivedAt !== null}
        archive={async () => answerOf(await archive({ id, version }), (data) => data.archiveClinic)}
        restore={async () => answerOf(await restore({ id, version }), (data) => data.restoreClinic)}
      >
        Nothing more can be booked there. Visits that are booked stay as they are, and its rooms and therapists too.
      </Archiving>
    </>
  );
}
