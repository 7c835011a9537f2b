import { memo, useState } from 'react';
import type { BodySiteInput } from '../api/generated/graphql.js';
import { Button } from '../ui/button.js';
import { wordsOf } from '../ui/words.js';
import { BodyMap } from './body-map.js';
import type { Mark } from './body-map.js';
import { isAt } from './body-regions.js';
import { FindingDialog } from './finding-dialog.js';
import { findingKey, findingWords } from './finding-words.js';
import type { Finding } from './finding-words.js';
import type { Note } from './note.js';
import { siteWords } from './note-words.js';
import { PlaceByName } from './place-by-name.js';

interface FindingsProps {
  readonly findings: Note['findings'];
  readonly onChange: (changed: Pick<Note, 'findings'>) => void;
}

/** What was found, on a map to click on and as a list beside it. */
export const Findings = memo(function Findings({ findings, onChange }: FindingsProps) {
  const [asked, setAsked] = useState<{ site: BodySiteInput; finding: Finding | null } | null>(null);
  const close = (): void => setAsked(null);
  const without = (gone: Finding | null): Note['findings'] => findings.filter((one) => one !== gone);
  const put = (finding: Finding): void => {
    const others = without(asked?.finding ?? null).filter((one) => findingKey(one) !== findingKey(finding));
    onChange({ findings: [...others, finding] });
    close();
  };
  return (
    <div className="findings">
      <BodyMap
        label="Body map of findings"
        markAt={(site) => markOf(findings.filter((one) => isAt(one, site)))}
        onPick={(site) => setAsked({ site, finding: null })}
      />
      <div className="stack">
        <PlaceByName label="Place by its name" onPick={(site) => setAsked({ site, finding: null })} />
        {findings.length === 0 && <p className="quiet-text">Nothing is marked. Choose a place on the map.</p>}
        <ul className="entries" aria-label="Findings">
          {findings.map((finding) => (
            <li key={findingKey(finding)}>
              <span>
                {siteWords(finding)}: {findingWords(finding)}
                {finding.remark && <span className="quiet-text"> {finding.remark}</span>}
              </span>
              <Button
                kind="quiet"
                aria-label={`Change ${siteWords(finding)}, ${wordsOf(finding.kind)}`}
                onPress={() => setAsked({ site: finding, finding })}
              >
                Change
              </Button>
              <Button
                kind="quiet"
                aria-label={`Remove ${siteWords(finding)}, ${wordsOf(finding.kind)}`}
                onPress={() => onChange({ findings: without(finding) })}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      </div>
      {asked && (
        <FindingDialog
          key={asked.finding ? findingKey(asked.finding) : 'new'}
          site={asked.site}
          finding={asked.finding}
          others={findings.filter((one) => isAt(one, asked.site) && one !== asked.finding)}
          onPut={put}
          onOther={(finding) => setAsked({ site: finding, finding })}
          onClose={close}
        />
      )}
    </div>
  );
});

/** The strongest of what was found there. */
function markOf(there: Note['findings']): Mark | null {
  if (there.length === 0) return null;
  return {
    sign: String(Math.max(...there.map(({ intensity }) => intensity))),
    words: there.map(findingWords).join(', '),
  };
}
