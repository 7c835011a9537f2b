import { useQuery } from 'urql';
import { Link, Route, Switch, useLocation, useParams } from 'wouter';
import { ClinicListDocument } from '../../api/generated/graphql.js';
import { sentenceOf } from '../../api/failure.js';
import { tell } from '../../ui/notices.js';
import { ClinicForm } from './clinic-form.js';
import { ClinicPage } from './clinic-page.js';

/** The practice's locations, each with its rooms and hours. */
export function Clinics() {
  return (
    <Switch>
      <Route path="/set-up/clinics" component={ClinicList} />
      <Route path="/set-up/clinics/new" component={NewClinic} />
      <Route path="/set-up/clinics/:id/:part?/:of?" component={OneClinic} />
    </Switch>
  );
}

function OneClinic() {
  const { id, part, of } = useParams<{ id: string; part?: string; of?: string }>();
  return <ClinicPage key={id} {...{ id, part, of }} />;
}

function ClinicList() {
  const [{ data, error }] = useQuery({ query: ClinicListDocument, requestPolicy: 'cache-and-network' });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  return (
    <>
      <p>
        <Link href="/set-up/clinics/new">Add a clinic</Link>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Clinic</th>
            <th scope="col">Address</th>
            <th scope="col">Telephone</th>
            <th scope="col">Time zone</th>
          </tr>
        </thead>
        <tbody>
          {data.clinics.map(({ id, name, address, phone, timeZone, archivedAt }) => (
            <tr key={id} className={archivedAt ? 'archived' : undefined}>
              <td>
                <Link href={`/set-up/clinics/${id}`}>{name}</Link>
                {archivedAt && ' · archived'}
              </td>
              <td>{address}</td>
              <td>{phone}</td>
              <td>{timeZone}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function NewClinic() {
  const [, go] = useLocation();
  return (
    <>
      <h2>Add a clinic</h2>
      <ClinicForm
        clinic={null}
        onSaved={({ id, name }) => {
          tell(`Added: ${name}. Its rooms and opening hours come next.`);
          go(`/set-up/clinics/${id}/rooms`);
        }}
        onBack={() => go('/set-up/clinics')}
      />
    </>
  );
}
