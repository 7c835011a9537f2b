import { useParams } from 'wouter';
import type { Role } from '../api/generated/graphql.js';
import { useSignedIn } from '../session/session-gate.js';
import { FailedMessages, FollowUps, LicencesEnding, PendingClearances, Recall, UnsignedNotes } from './lists.js';
import { SidePages } from '../ui/side-pages.js';
import { VisitsToReassign } from './visits-to-reassign.js';

const DESK: readonly Role[] = ['OWNER', 'MANAGER', 'FRONT_DESK'];
const MANAGEMENT: readonly Role[] = ['OWNER', 'MANAGER'];
const EVERYBODY: readonly Role[] = [...DESK, 'THERAPIST'];

/** What waits for somebody. Who may see a list the API decides; these are the ones that it would not refuse. */
const LISTS = [
  { path: 'follow-ups', name: 'Tasks', roles: EVERYBODY, Page: FollowUps },
  { path: 'recall', name: 'Recall', roles: DESK, Page: Recall },
  { path: 'clearances', name: 'Waiting for a clearance', roles: EVERYBODY, Page: PendingClearances },
  { path: 'reassign', name: 'To reassign', roles: DESK, Page: VisitsToReassign },
  {
    path: 'unsigned',
    name: 'Unsigned notes',
    roles: [...MANAGEMENT, 'THERAPIST'] as readonly Role[],
    Page: UnsignedNotes,
  },
  { path: 'messages', name: 'Failed messages', roles: DESK, Page: FailedMessages },
  { path: 'licences', name: 'Licences ending', roles: MANAGEMENT, Page: LicencesEnding },
] as const;

export function ListsPage() {
  const { me } = useSignedIn();
  const { list } = useParams<{ list?: string }>();
  const pages = LISTS.filter(({ roles }) => roles.includes(me.role));
  return <SidePages label="Lists" under="/lists" pages={pages} path={list} />;
}
