import { lazy, Suspense } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import { useSignedIn } from '../session/session-gate.js';
import './frame.css';
import { Button } from '../ui/button.js';

const DayPage = lazy(() => import('../day/day-page.js').then(({ DayPage: page }) => ({ default: page })));

/** The bar on top with the ways to go, and the page of the address. Pages load when they are first gone to. */
export function Frame() {
  const { me, session } = useSignedIn();
  return (
    <>
      <a className="skip" href="#page">
        To the page
      </a>
      <header className="bar">
        <nav aria-label="Pages">
          <Link href="/day">Day</Link>
        </nav>
        <span className="who">{me.name}</span>
        <Button kind="quiet" onPress={() => void session.signOut()}>
          Sign out
        </Button>
      </header>
      <main id="page" tabIndex={-1}>
        <Suspense fallback={<p role="status">Loading …</p>}>
          <Switch>
            <Route path="/day" component={DayPage} />
            <Route>
              <Redirect to="/day" replace />
            </Route>
          </Switch>
        </Suspense>
      </main>
    </>
  );
}
