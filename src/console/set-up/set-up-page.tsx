import { useParams } from 'wouter';
import { SidePages } from '../ui/side-pages.js';
import { PracticeSettings } from './practice-settings.js';

/** What the practice is made of, by forms. The management alone comes here; who may change what the API decides. */
const PAGES = [{ path: 'practice', name: 'Practice', Page: PracticeSettings }];

export function SetUpPage() {
  const { part } = useParams<{ part?: string }>();
  return <SidePages label="Set-up" under="/set-up" pages={PAGES} path={part} />;
}
