import { useState } from 'react';
import { VerifyLicenceDocument } from '../../api/generated/graphql.js';
import type { LicenceLineFragment, TherapistRecordFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { LICENCE_DAYS } from '../../lists/words.js';
import { addDays, dateTimeIn, dateWords, HERE, localDateIn } from '../../time/clinic-time.js';
import { ActButton } from '../../ui/act-button.js';
import { Button } from '../../ui/button.js';
import { tell } from '../../ui/notices.js';
import { LICENCE_STATUS, LicenceForm } from './licence-form.js';

/** By which licences somebody may be booked, and what else they have learnt. */
export function Licences({ therapist: { id: therapistId, licences } }: { therapist: TherapistRecordFragment }) {
  const [open, setOpen] = useState<string | null>(null);
  const close = (): void => setOpen(null);
  const edited = licences?.find(({ id }) => id === open);
  return (
    <section aria-labelledby="licences">
      <h3 id="licences">Licences and certifications</h3>
      {licences && licences.length > 0 ? (
        <table>
          <thead>
            <tr>
              <th scope="col">Licence</th>
              <th scope="col">Counts in</th>
              <th scope="col">Valid</th>
              <th scope="col">State</th>
              <th scope="col">
                <span className="visually-hidden">What to do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {licences.map((licence) => (
              <LicenceRow key={licence.id} licence={licence} onEdit={() => setOpen(licence.id)} />
            ))}
          </tbody>
        </table>
      ) : (
        <p>None.</p>
      )}
      {edited && <LicenceForm key={edited.id} {...{ therapistId, licence: edited, onDone: close }} />}
      {open === 'new' && <LicenceForm key="new" {...{ therapistId, licence: null, onDone: close }} />}
      {open === null && (
        <div className="actions">
          <Button onPress={() => setOpen('new')}>Add a licence …</Button>
        </div>
      )}
    </section>
  );
}

function LicenceRow({ licence, onEdit }: { licence: LicenceLineFragment; onEdit: () => void }) {
  const { id, version, kind, type, number, jurisdiction, issuedOn, expiresOn, status, verifiedAt } = licence;
  const [verify] = useAct(VerifyLicenceDocument);
  const soon = expiresOn !== null && expiresOn < addDays(localDateIn(HERE, Date.now()), LICENCE_DAYS);
  return (
    <tr>
      <td>
        {type} {number}
        {kind === 'CERTIFICATION' && ' (certification)'}
      </td>
      <td>{jurisdiction}</td>
      <td>
        {dateWords(issuedOn)} –{' '}
        <span className={soon ? 'overdue' : ''}>
          {expiresOn ? dateWords(expiresOn) : 'without end'}
          {soon && (expiresOn < localDateIn(HERE, Date.now()) ? ' (ended)' : ' (ends soon)')}
        </span>
      </td>
      <td>
        {LICENCE_STATUS[status]}, {verifiedAt ? `✓ verified ${dateTimeIn(HERE, verifiedAt)}` : 'not verified'}
      </td>
      <td>
        <Button aria-label={`Change ${type} ${number}`} onPress={onEdit}>
          Change …
        </Button>{' '}
        {!verifiedAt && (
          <ActButton
            label={`Verify ${type} ${number}`}
            act={async () => answerOf(await verify({ id, version }), (data) => data.verifyLicence)}
            onDone={() => tell('It counts now.')}
          >
            I have compared it
          </ActButton>
        )}
      </td>
    </tr>
  );
}
