import { useState } from 'react';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { ClientPageDocument } from '../api/generated/graphql.js';
import type { ClientPageQuery } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { NO_REMINDER } from '../lists/words.js';
import { useSignedIn } from '../session/session-gate.js';
import { dateTimeIn, dateWords } from '../time/clinic-time.js';
import { Button } from '../ui/button.js';
import { STATUS } from '../visit/status.js';
import { VisitDialog } from '../visit/visit-dialog.js';
import { Consents } from './consents.js';
import { ClientStanding } from './client-standing.js';
import { ContactForm } from './contact-form.js';
import { IntakeLinks } from './intake-links.js';
import { Messages } from './messages.js';
import { fullName } from './person.js';
import { intervalWords, PLAN_DUE } from './plan-words.js';
import { Preferences } from './preferences.js';
import './client-page.css';

const HALF_YEAR = 182 * 24 * 3_600_000;

/** What the desk knows of one client: how to reach them and by what, their visits, their plan, and what was said to them. */
export function ClientPage() {
  const { id } = useParams<{ id: string }>();
  const { me } = useSignedIn();
  const [window] = useState(() => {
    const at = (ms: number): string => new Date(Math.floor(ms / 60_000) * 60_000).toISOString();
    return { since: at(Date.now() - HALF_YEAR), until: at(Date.now() + 2 * HALF_YEAR) };
  });
  const [{ data, error }] = useQuery({
    query: ClientPageDocument,
    variables: { id, ...window },
    requestPolicy: 'cache-and-network',
  });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  const { client } = data;
  return (
    <div className="client-page">
      <p>
        <Link href="/clients">Clients</Link>
        {me.role !== 'FRONT_DESK' && (
          <>
            {' · '}
            <Link href={`/clients/${id}/record`}>Clinical record</Link>
          </>
        )}
      </p>
      <h1>
        <bdi>{fullName(client)}</bdi>
        {client.deceasedAt ? ' (deceased)' : client.archivedAt && ' (archived)'}
      </h1>
      <div>
        <ContactForm key={client.id} client={client} />
        <Preferences key={`likes-${client.id}`} client={client} />
        <Consents client={client} />
        <IntakeLinks clientId={client.id} />
        <ClientStanding client={client} />
      </div>
      <div>
        <Plans plans={data.recallList} />
        <Visits visits={data.appointments} />
        <Messages clientId={client.id} />
      </div>
    </div>
  );
}

function Plans({ plans: { edges } }: { plans: ClientPageQuery['recallList'] }) {
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">Plan</h2>
      {edges.length === 0 && <p>None.</p>}
      {edges.map(({ node: { planId, interval, dueOn, state, noReminder } }) => (
        <p key={planId}>
          {intervalWords(interval)}, due {dateWords(dueOn)}: {PLAN_DUE[state]}
          {noReminder && ` (not reminded: ${NO_REMINDER[noReminder]})`}
        </p>
      ))}
    </section>
  );
}

/** The last first. A click opens one, as on the board. */
function Visits({ visits: { edges } }: { visits: ClientPageQuery['appointments'] }) {
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <section aria-labelledby="visits">
      <h2 id="visits">Visits of half a year, and coming ones</h2>
      {edges.length === 0 ? (
        <p>None.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Service</th>
              <th scope="col">Therapist</th>
              <th scope="col">Status</th>
            </tr>
          </thead>
          <tbody>
            {[...edges].reverse().map(({ node: { id, startsAt, status, service, therapist, clinic } }) => (
              <tr key={id}>
                <td>
                  <Button kind="link" onPress={() => setOpenId(id)}>
                    {dateTimeIn(clinic.timeZone, startsAt)}
                  </Button>
                </td>
                <td>{service.name}</td>
                <td>{therapist.name}</td>
                <td>
                  {STATUS[status].sign} {STATUS[status].word}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {openId && <VisitDialog id={openId} onClose={() => setOpenId(null)} />}
    </section>
  );
}
