import { Consultation } from './consultation.js';
import { RoomFeature } from './room-feature.js';
import { Technique } from './technique.js';
import { completeTreatment, treatmentViolations } from './treatment.js';
import type { TreatmentDraft } from './treatment.js';

const { SWEDISH, DEEP_TISSUE, HOT_STONE, CONSULTATION } = Technique;

const brokenRules = (draft: TreatmentDraft): string[] =>
  treatmentViolations(completeTreatment(draft)).map(({ field, rule }) => `${field}: ${rule}`);

describe('a treatment of which only the technique is given', () => {
  it('has the whole pressure of the technique, its usual room, and no consultation', () => {
    expect(completeTreatment({ technique: HOT_STONE })).toEqual({
      technique: HOT_STONE,
      pressure: { min: 1, max: 3 },
      consultation: Consultation.NONE,
      requiredFeatures: [RoomFeature.TABLE, RoomFeature.STONE_HEATER],
    });
  });

  it('is a consultation and nothing else where the technique is one', () => {
    expect(completeTreatment({ technique: CONSULTATION })).toEqual({
      technique: CONSULTATION,
      pressure: null,
      consultation: Consultation.ONLY,
      requiredFeatures: [],
    });
  });

  it('keeps what is given, a room without any feature too', () => {
    const given = {
      technique: SWEDISH,
      pressure: { min: 2, max: 2 },
      consultation: Consultation.INCLUDED,
      requiredFeatures: [],
    };
    expect(completeTreatment(given)).toEqual(given);
  });
});

describe('a treatment breaks a rule', () => {
  it('with pressure outside of the technique', () => {
    const deepTissueAtTwo = { technique: DEEP_TISSUE, pressure: { min: 2, max: 4 } };
    expect(treatmentViolations(completeTreatment(deepTissueAtTwo))).toEqual([
      { field: 'pressure', rule: 'range', message: 'pressure must be within 3 to 5 for deep_tissue' },
    ]);
    expect(brokenRules({ technique: SWEDISH, pressure: { min: 1, max: 4 } })).toEqual(['pressure: range']);
  });

  it('with pressure the wrong way round', () => {
    expect(brokenRules({ technique: SWEDISH, pressure: { min: 3, max: 1 } })).toEqual(['pressure: order']);
  });

  it('with pressure in a consultation', () => {
    expect(brokenRules({ technique: CONSULTATION, pressure: { min: 1, max: 1 } })).toEqual(['pressure: noPressure']);
  });

  it('without pressure in anything else', () => {
    const swedish = completeTreatment({ technique: SWEDISH });
    expect(treatmentViolations({ ...swedish, pressure: null }).map(({ rule }) => rule)).toEqual(['required']);
  });

  it('where it is only a consultation and yet another technique, or the other way round', () => {
    expect(brokenRules({ technique: SWEDISH, consultation: Consultation.ONLY })).toEqual(['consultation: technique']);
    expect(brokenRules({ technique: CONSULTATION, consultation: Consultation.INCLUDED })).toEqual([
      'consultation: technique',
    ]);
  });
});
