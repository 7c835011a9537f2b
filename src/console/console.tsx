import { Provider } from 'urql';
import { Router } from 'wouter';
import { Frame } from './frame/frame.js';
import { SessionGate } from './session/session-gate.js';
import { Notices } from './ui/notices.js';

/** Who is signed in sees the frame with its pages; everybody else the page to sign in. */
export function Console() {
  return (
    <Router base="/console">
      <SessionGate>
        {(client) => (
          <Provider value={client}>
            <Frame />
          </Provider>
        )}
      </SessionGate>
      <Notices />
    </Router>
  );
}
