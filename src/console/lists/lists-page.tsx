import { Link, Redirect, useParams } from 'wouter';
import type { Role } from '../api/generated/graphql.js';
import { useSignedIn } from '../session/session-gate.js';
import { FailedMessages, FollowUps, LicencesEnding, PendingClearances, Recall, UnsignedNotes } from './lists.js';
import { VisitsToReassign } from './visits-to-reassign.js';
import './lists-page.css';

const DESK: readonly Role[] = ['OWNER', 'MANAGER', 'FRONT_DESK'];
const MANAGEMENT: readonly Role[] = ['OWNER', 'MANAGER'];
const EVERYBODY: readonly Role[] = [...DESK, 'THERAPIST'];

/** What waits for somebody. Who may see a list the API decides; these are the ones that it would not refuse. */
const LISTS = [
  { path: 'follow-ups', name: 'Tasks', roles: EVERYBODY, List: FollowUps },
  { path: 'recall', name: 'Recall', roles: DESK, List: Recall },
  { path: 'clearances', name: 'Waiting for a clearance', roles: EVERYBODY, List: PendingClearances },
  { path: 'reassign', name: 'To reassign', roles: DESK, List: VisitsToReassign },
  {
    path: 'unsigned',
    name: 'Unsigned notes',
    roles: [...MANAGEMENT, 'THERAPIST'] as readonly Role[],
    List: UnsignedNotes,
  },
  { path: 'messages', name: 'Failed messages', roles: DESK, List: FailedMessages },
  { path: 'licences', name: 'Licences ending', roles: MANAGEMENT, List: LicencesEnding },
] as const;

export function ListsPage() {
  const { me } = useSignedIn();
  const { list } = useParams<{ list?: string }>();
  const mine = LISTS.filter(({ roles }) => roles.includes(me.role));
  const shown = mine.find(({ path }) => path === list);
  if (!shown) return <Redirect to={`/lists/${mine[0]!.path}`} replace />;
  const { name, List } = shown;
  return (
    <div className="lists">
      <nav aria-label="Lists">
        {mine.map(({ path, name: other }) => (
          <Link key={path} href={`/lists/${path}`} aria-current={path === shown.path ? 'page' : undefined}>
            {other}
          </Link>
        ))}
      </nav>
      <section aria-labelledby="list-name">
        <h1 id="list-name">{name}</h1>
        <List />
      </section>
    </div>
  );
}
