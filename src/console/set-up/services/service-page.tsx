import { useQuery } from 'urql';
import { Link, useLocation } from 'wouter';
import {
  ArchiveServiceDocument,
  RestoreServiceDocument,
  ServiceChoicesDocument,
  ServicePageDocument,
} from '../../api/generated/graphql.js';
import type { ServiceRecordFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { sentenceOf } from '../../api/failure.js';
import { tell } from '../../ui/notices.js';
import { Archiving } from '../archiving.js';
import { ServiceForm } from './service-form.js';

export function NewService() {
  const [, go] = useLocation();
  const [{ data, error }] = useQuery({ query: ServiceChoicesDocument });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  const leave = (name: string): void => {
    tell(`Added: ${name}.`);
    go('/set-up/services');
  };
  return (
    <>
      <h2>Add a service</h2>
      <ServiceForm
        service={null}
        choices={data}
        onSaved={({ name }) => leave(name)}
        onBack={() => go('/set-up/services')}
      />
    </>
  );
}

export function ServicePage({ id }: { id: string }) {
  const [{ data, error }] = useQuery({
    query: ServicePageDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const [{ data: choices, error: noChoices }] = useQuery({ query: ServiceChoicesDocument });
  const missing = error ?? noChoices;
  if (missing) return <p role="alert">{sentenceOf(missing)}</p>;
  if (!data || !choices) return <p role="status">Loading …</p>;
  const { service } = data;
  return (
    <>
      <p>
        <Link href="/set-up/services">All services</Link>
      </p>
      <h2>
        {service.name}
        {service.archivedAt && ' (archived)'}
      </h2>
      <ServiceForm {...{ service, choices }} onSaved={() => tell('Saved.')} />
      <ServiceArchiving service={service} />
    </>
  );
}

function ServiceArchiving({ service: { id, version, name, archivedAt } }: { service: ServiceRecordFragment }) {
  const [archive] = useAct(ArchiveServiceDocument);
  const [restore] = useAct(RestoreServiceDocument);
  return (
    <Archiving
      name={name}
      isArchived={archivedAt !== null}
      archive={async () => answerOf(await archive({ id, version }), (data) => data.archiveService)}
      restore={async () => answerOf(await restore({ id, version }), (data) => data.restoreService)}
    >
      It can no longer be booked. Visits that are booked stay as they are.
    </Archiving>
  );
}
