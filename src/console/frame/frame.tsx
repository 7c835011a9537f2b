import { lazy, Suspense } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { useSignedIn } from '../session/session-gate.js';
import './frame.css';
import { Button } from '../ui/button.js';

const MyDayPage = lazy(() => import('../my-day/my-day-page.js').then(({ MyDayPage: page }) => ({ default: page })));

const DayPage = lazy(() => import('../day/day-page.js').then(({ DayPage: page }) => ({ default: page })));

const ListsPage = lazy(() => import('../lists/lists-page.js').then(({ ListsPage: page }) => ({ default: page })));

const ClientsPage = lazy(() =>
  import('../clients/clients-page.js').then(({ ClientsPage: page }) => ({ default: page })),
);

const RecordPage = lazy(() => import('../record/record-page.js').then(({ RecordPage: page }) => ({ default: page })));

const ClientPage = lazy(() => import('../clients/client-page.js').then(({ ClientPage: page }) => ({ default: page })));

const SetUpPage = lazy(() => import('../set-up/set-up-page.js').then(({ SetUpPage: page }) => ({ default: page })));
const NotePage = lazy(() => import('../notes/note-page.js').then(({ NotePage: page }) => ({ default: page })));

const AccountPage = lazy(() =>
  import('../account/account-page.js').then(({ AccountPage: page }) => ({ default: page })),
);

const current = (isActive: boolean): string => (isActive ? 'active' : '');

/** The bar on top with the ways to go, and the page of the address. Pages load when they are first gone to. */
export function Frame() {
  const { me, session } = useSignedIn();
  const [where] = useLocation();
  return (
    <>
      <a className="skip" href="#page">
        To the page
      </a>
      <header className="bar">
        <nav aria-label="Pages">
          {me.therapistId && (
            <Link href="/my-day" className={current}>
              My day
            </Link>
          )}
          <Link href="/day" className={current}>
            Day
          </Link>
          {me.role !== 'THERAPIST' && (
            <Link href="/clients" className={(isExact) => current(isExact || where.startsWith('/clients/'))}>
              Clients
            </Link>
          )}
          <Link href="/lists" className={(isExact) => current(isExact || where.startsWith('/lists/'))}>
            Lists
          </Link>
          {(me.role === 'OWNER' || me.role === 'MANAGER') && (
            <Link href="/set-up" className={(isExact) => current(isExact || where.startsWith('/set-up/'))}>
              Set-up
            </Link>
          )}
        </nav>
        <Link href="/account" className={(isActive) => `who ${current(isActive)}`}>
          {me.name}
        </Link>
        <Button kind="quiet" onPress={() => void session.signOut()}>
          Sign out
        </Button>
      </header>
      <main id="page" tabIndex={-1}>
        <Suspense fallback={<p role="status">Loading …</p>}>
          <Switch>
            <Route path="/my-day" component={MyDayPage} />
            <Route path="/day" component={DayPage} />
            <Route path="/lists/:list?" component={ListsPage} />
            <Route path="/clients" component={ClientsPage} />
            <Route path="/clients/:id" component={ClientPage} />
            <Route path="/clients/:id/record/:part?" component={RecordPage} />
            <Route path="/notes/:appointmentId" component={NotePage} />
            <Route path="/set-up/:part?/*?" component={SetUpPage} />
            <Route path="/account" component={AccountPage} />
            <Route>
              <Redirect to={me.role === 'THERAPIST' && me.therapistId ? '/my-day' : '/day'} replace />
            </Route>
          </Switch>
        </Suspense>
      </main>
    </>
  );
}
