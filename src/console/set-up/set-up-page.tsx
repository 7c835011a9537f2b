import { useParams } from 'wouter';
import { useSignedIn } from '../session/session-gate.js';
import { SidePages } from '../ui/side-pages.js';
import { CheckIns } from './check-ins/check-ins.js';
import { Clinics } from './clinics/clinics.js';
import { IntakeFormPages } from './intake-form/intake-form.js';
import { PracticeSettings } from './practice-settings.js';
import { Reminders } from './reminders/reminders.js';
import { Retention } from './retention/retention.js';
import { Services } from './services/services.js';
import './set-up.css';
import { Therapists } from './therapists/therapists.js';
import { Texts } from './texts/texts.js';
import { Users } from './users/users.js';

/** What the practice is made of, by forms. The management alone comes here; who may change what the API decides. */
const PAGES = [
  { path: 'practice', name: 'Practice', Page: PracticeSettings },
  { path: 'clinics', name: 'Clinics', Page: Clinics },
  { path: 'services', name: 'Services', Page: Services },
  { path: 'therapists', name: 'Therapists', Page: Therapists },
  { path: 'users', name: 'Users', Page: Users },
  { path: 'intake-form', name: 'Intake form', Page: IntakeFormPages },
  { path: 'texts', name: 'Texts', Page: Texts },
  { path: 'reminders', name: 'Reminders', Page: Reminders },
  { path: 'check-ins', name: 'Check-ins', Page: CheckIns },
  { path: 'retention', name: 'Retention of records', Page: Retention },
];

export function SetUpPage() {
  const { me } = useSignedIn();
  const { part } = useParams<{ part?: string }>();
  if (me.role !== 'OWNER' && me.role !== 'MANAGER')
    return <p role="alert">Only the management sets the practice up.</p>;
  return <SidePages label="Set-up" under="/set-up" pages={PAGES} path={part} />;
}
