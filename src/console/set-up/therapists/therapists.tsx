import { Link, Route, Switch } from 'wouter';
import { TherapistListDocument } from '../../api/generated/graphql.js';
import { LongTable } from '../../ui/long-table.js';
import { TECHNIQUE } from '../words.js';
import { NewTherapist } from './new-therapist.js';
import { TherapistPage } from './therapist-page.js';
import './therapists.css';

const NONE = {};

/** Who treats clients. */
export function Therapists() {
  return (
    <Switch>
      <Route path="/set-up/therapists" component={TherapistList} />
      <Route path="/set-up/therapists/new" component={NewTherapist} />
      <Route path="/set-up/therapists/:id">{({ id }) => <TherapistPage key={id} id={id} />}</Route>
    </Switch>
  );
}

function TherapistList() {
  return (
    <>
      <p>
        <Link href="/set-up/therapists/new">Add a therapist</Link>
      </p>
      <LongTable
        query={TherapistListDocument}
        variables={NONE}
        of={({ therapists }) => therapists}
        columns={['Therapist', 'Works at', 'Qualified in', 'Signs in']}
        none="There is no therapist yet."
        keyOf={({ id }) => id}
        cells={({ id, name, archivedAt, clinics, techniques, membershipId }) => (
          <>
            <td>
              <Link href={`/set-up/therapists/${id}`}>{name}</Link>
              {archivedAt && ' · archived'}
            </td>
            <td>{clinics.map((clinic) => clinic.name).join(', ')}</td>
            <td>{techniques.map(({ technique }) => TECHNIQUE[technique]).join(', ')}</td>
            <td>{membershipId ? '✓ yes' : 'no'}</td>
          </>
        )}
      />
    </>
  );
}
