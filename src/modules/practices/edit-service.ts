import { Injectable } from '@nestjs/common';
import { InvalidInput } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { editVersioned, findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import type { ServiceDraft } from './add-service.js';
import { completeTreatment, treatmentViolations } from './domain/treatment.js';
import type { Treatment } from './domain/treatment.js';
import { Service } from './storage/service.entity.js';
import { fromColumns, toColumns } from './storage/service-treatment.js';

/** The technique is not among the changes: past visits were of it. */
export type ServiceChanges = Partial<Omit<ServiceDraft, 'technique'>>;

@Injectable()
export class EditService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Visits keep the times and the price that they were booked with. Throws `InvalidInput` where the pressure or the
   * consultation does not go with the technique.
   */
  execute(
    actor: Actor,
    { id, version, changes }: { id: string; version: number; changes: ServiceChanges },
  ): Promise<Outcome<Service, StaleVersion>> {
    return this.unitOfWork.run(
      actor,
      async (tx) => {
        const treatment = changed(fromColumns(await findOne(tx, Service, 'service', id)), changes);
        const { name, durationMinutes, priceMinor, bufferBeforeMinutes, bufferAfterMinutes } = changes;
        const rest = { name, durationMinutes, priceMinor, bufferBeforeMinutes, bufferAfterMinutes };
        const written = { ...rest, ...toColumns(treatment) };
        const outcome = await editVersioned(tx, Service, 'service', { id, version, changes: written });
        if (!outcome.ok) return outcome;
        tx.record({ action: 'service.edited', subjectIds: [id], details: { fields: Object.keys(changes) } });
        return outcome;
      },
      { repeat: repeatOf(Service, 'service') },
    );
  }
}

/** What is undefined stays; what is null becomes what is usual. */
function changed(current: Treatment, { pressure, consultation, requiredFeatures }: ServiceChanges): Treatment {
  const treatment = completeTreatment({
    technique: current.technique,
    pressure: pressure === undefined ? current.pressure : pressure,
    consultation: consultation === undefined ? current.consultation : consultation,
    requiredFeatures: requiredFeatures === undefined ? current.requiredFeatures : requiredFeatures,
  });
  const violations = treatmentViolations(treatment);
  if (violations.length > 0) throw new InvalidInput(violations);
  return treatment;
}
