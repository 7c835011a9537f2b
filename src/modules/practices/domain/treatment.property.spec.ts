import fc from 'fast-check';
import { Consultation } from './consultation.js';
import { Technique, TECHNIQUES } from './technique.js';
import { completeTreatment, treatmentViolations } from './treatment.js';

const technique = fc.constantFrom(...Object.values(Technique));
const pressure = fc.record({ min: fc.integer({ min: 1, max: 5 }), max: fc.integer({ min: 1, max: 5 }) });

test('what is usual for a technique breaks no rule', () => {
  for (const known of Object.values(Technique)) {
    expect(treatmentViolations(completeTreatment({ technique: known }))).toEqual([]);
  }
});

test('a pressure is accepted exactly when each step of it is one of the technique', () => {
  fc.assert(
    fc.property(technique, pressure, (known, { min, max }) => {
      const allowed = TECHNIQUES[known].pressure;
      const steps = [1, 2, 3, 4, 5].filter((step) => min <= step && step <= max);
      const fits =
        allowed !== null && steps.length > 0 && steps.every((step) => allowed.min <= step && step <= allowed.max);
      const violations = treatmentViolations(completeTreatment({ technique: known, pressure: { min, max } }));
      expect(violations.length === 0).toBe(fits);
    }),
  );
});

test('only a consultation is only a consultation', () => {
  fc.assert(
    fc.property(technique, fc.constantFrom(...Object.values(Consultation)), (known, consultation) => {
      const violations = treatmentViolations(completeTreatment({ technique: known, consultation }));
      const agree = (known === Technique.CONSULTATION) === (consultation === Consultation.ONLY);
      expect(violations.map(({ field }) => field)).toEqual(agree ? [] : ['consultation']);
    }),
  );
});
