import { useParams } from 'wouter';
import { useSignedIn } from '../session/session-gate.js';
import { SidePages } from '../ui/side-pages.js';
import { PracticeSettings } from './practice-settings.js';
import { Services } from './services/services.js';
import './set-up.css';

/** What the practice is made of, by forms. The management alone comes here; who may change what the API decides. */
const PAGES = [
  { path: 'practice', name: 'Practice', Page: PracticeSettings },
  { path: 'services', name: 'Services', Page: Services },
];

export function SetUpPage() {
  const { me } = useSignedIn();
  const { part } = useParams<{ part?: string }>();
  if (me.role !== 'OWNER' && me.role !== 'MANAGER')
    return <p role="alert">Only the management sets the practice up.</p>;
  return <SidePages label="Set-up" under="/set-up" pages={PAGES} path={part} />;
}
