import { Injectable } from '@nestjs/common';
import { InvalidInput, newId } from '../../kernel/index.js';
import type { Actor } from '../../kernel/index.js';
import { findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import { completeTreatment, treatmentViolations } from './domain/treatment.js';
import type { TreatmentDraft } from './domain/treatment.js';
import { Service } from './storage/service.entity.js';
import { toColumns } from './storage/service-treatment.js';

export type ServiceDraft = TreatmentDraft &
  Pick<Service, 'name' | 'durationMinutes' | 'priceMinor' | 'bufferBeforeMinutes' | 'bufferAfterMinutes'>;

@Injectable()
export class AddService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `InvalidInput` where the pressure or the consultation does not go with the technique. */
  execute(actor: Actor, draft: ServiceDraft): Promise<Service> {
    const { technique, pressure, consultation, requiredFeatures, ...rest } = draft;
    const treatment = completeTreatment({ technique, pressure, consultation, requiredFeatures });
    const violations = treatmentViolations(treatment);
    if (violations.length > 0) throw new InvalidInput(violations);
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        const id = newId();
        await tx.manager.insert(Service, { ...rest, ...toColumns(treatment), id, practiceId: tx.practiceId });
        tx.record({ action: 'service.added', subjectIds: [id], details: { technique } });
        return findOne(tx, Service, 'service', id);
      },
      repeatOf(Service, 'service'),
    );
  }
}
