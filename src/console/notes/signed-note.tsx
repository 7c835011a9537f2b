import type { ReactNode } from 'react';
import type { NoteContentFragment, SignedNoteFragment } from '../api/generated/graphql.js';
import { intervalWords } from '../clients/plan-words.js';
import { dateTimeIn } from '../time/clinic-time.js';
import { wordsOf } from '../ui/words.js';
import { useNoteGuides } from './note-guides.js';
import type { NoteGuides } from './note-guides.js';
import { capital, measuredKey, measuredWords, siteWords, valueWords } from './note-words.js';
import './signed-note.css';

/** A signed note to be read, with its addenda in their order. `zone`: the clinic's. */
export function SignedNote({ note, zone }: { note: SignedNoteFragment; zone: string }) {
  const guides = useNoteGuides();
  const { author, signedAt, visitStartsAt, content, addenda } = note;
  return (
    <article className="signed-note" aria-label={`Session note of ${dateTimeIn(zone, visitStartsAt)}`}>
      <p className="quiet-text">
        Visit of {dateTimeIn(zone, visitStartsAt)}. Signed by {author}, {dateTimeIn(zone, signedAt)}.
      </p>
      {content ? <Content content={content} guides={guides} zone={zone} /> : <p>What it said has been erased.</p>}
      {addenda.map(({ id, sequence, author: writer, writtenAt, reason, text }) => (
        <section key={id} className="addendum" aria-label={`Addendum ${sequence}`}>
          <h3>Addendum {sequence}</h3>
          <p className="quiet-text">
            {writer}, {dateTimeIn(zone, writtenAt)}
            {reason && `. Why: ${reason}`}
          </p>
          <p className="written">{text ?? 'What it said has been erased.'}</p>
        </section>
      ))}
    </article>
  );
}

interface ContentProps {
  readonly content: NoteContentFragment;
  readonly guides: NoteGuides;
  readonly zone: string;
}

function Content({ content, guides, zone }: ContentProps) {
  const { subjective, objective, assessment, plan, reaction, findings, selfCare, recommendation } = content;
  return (
    <>
      <Part name="Subjective" isSaid={subjective !== ''}>
        <p className="written">{subjective}</p>
      </Part>
      <Part name="Consent" isSaid={content.consent !== null}>
        {content.consent && <Consent consent={content.consent} zone={zone} />}
      </Part>
      <Part name="Objective" isSaid={objective !== ''}>
        <p className="written">{objective}</p>
      </Part>
      <Part name="Findings" isSaid={findings.length > 0}>
        <ul>
          {findings.map((finding) => (
            <li key={`${finding.region} ${finding.side} ${finding.kind}`}>
              {siteWords(finding)}: {wordsOf(finding.kind)} <strong>{finding.intensity}/10</strong>
              {finding.remark && `. ${finding.remark}`}
            </li>
          ))}
        </ul>
      </Part>
      <Part name="Techniques" isSaid={content.techniques.length > 0}>
        <Techniques techniques={content.techniques} />
      </Part>
      <Part name="Scores" isSaid={content.scoresBefore.length + content.scoresAfter.length > 0}>
        <Scores content={content} instruments={guides.instruments} />
      </Part>
      <Part name="Reaction" isSaid={reaction !== ''}>
        <p className="written">{reaction}</p>
      </Part>
      <Part name="Assessment" isSaid={assessment !== ''}>
        <p className="written">{assessment}</p>
      </Part>
      <Part name="Plan" isSaid={plan !== ''}>
        <p className="written">{plan}</p>
      </Part>
      <Part name="Self-care" isSaid={selfCare.length > 0}>
        <ul>
          {selfCare.map(({ item, remark }) => (
            <li key={item}>
              {guides.selfCareLibrary.find(({ id }) => id === item)?.title ?? capital(wordsOf(item))}
              {remark && `: ${remark}`}
            </li>
          ))}
        </ul>
      </Part>
      <Part name="Recommendation" isSaid={Boolean(recommendation.interval ?? recommendation.followUp)}>
        {recommendation.interval && <p>Come again {intervalWords(recommendation.interval)}.</p>}
        {recommendation.followUp && <p className="written">{recommendation.followUp}</p>}
      </Part>
    </>
  );
}

/** Where the note says nothing of it, nothing stands there. */
function Part({ name, isSaid, children }: { name: string; isSaid: boolean; children: ReactNode }) {
  if (!isSaid) return null;
  return (
    <section>
      <h3>{name}</h3>
      {children}
    </section>
  );
}

function Consent({ consent, zone }: { consent: NonNullable<NoteContentFragment['consent']>; zone: string }) {
  return (
    <>
      <p className="written">
        {capital(wordsOf(consent.treatment))}
        {consent.remark && `. ${consent.remark}`}
      </p>
      {consent.written.map(({ region, signedBy, signedAt }) => (
        <p key={region}>
          In writing for {wordsOf(region)}: {signedBy}, {dateTimeIn(zone, signedAt)}
        </p>
      ))}
    </>
  );
}

function Techniques({ techniques }: Pick<NoteContentFragment, 'techniques'>) {
  return (
    <ul>
      {techniques.map(({ technique, pressure, minutes, sites }, n) => (
        <li key={n}>
          <strong>{capital(wordsOf(technique))}</strong>
          {pressure !== null && `, pressure ${pressure} of 5`}
          {minutes !== null && `, ${minutes} min`}
          {sites.length > 0 && `: ${sites.map(siteWords).join('; ')}`}
        </li>
      ))}
    </ul>
  );
}

/** Before and after side by side, whichever of the two there is. */
function Scores({ content, instruments }: { content: NoteContentFragment; instruments: NoteGuides['instruments'] }) {
  const { scoresBefore, scoresAfter } = content;
  const measured = new Map([...scoresBefore, ...scoresAfter].map((score) => [measuredKey(score), score]));
  const valueIn = (scores: NoteContentFragment['scoresBefore'], key: string): string => {
    const score = scores.find((one) => measuredKey(one) === key);
    return score ? valueWords(score, instruments) : '–';
  };
  return (
    <table className="scores">
      <thead>
        <tr>
          <th scope="col">Measured</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {[...measured].map(([key, score]) => (
          <tr key={key}>
            <th scope="row">{measuredWords(score, instruments)}</th>
            <td>{valueIn(scoresBefore, key)}</td>
            <td>{valueIn(scoresAfter, key)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
