import fc from 'fast-check';
import { RiskCode } from './risk.js';
import { withOverrides } from './rule-override.js';
import { screen, screenAll } from './screen.js';
import { answers, clearances, profiles, visits } from './screening.arbitraries.js';
import { SHIPPED_RULES } from './shipped/shipped-rules.js';
import { compareLevels, VerdictLevel } from './verdict.js';

const { CLEAR, NOT_SCREENED, CLEARANCE } = VerdictLevel;
const FIXED = new Set(SHIPPED_RULES.risks.filter(({ fixed }) => fixed).map(({ id }) => id));

test('is total: whatever was answered there is a level, and each reason and adaptation names its rule', () => {
  fc.assert(
    fc.property(fc.option(profiles), visits, (profile, visit) => {
      const { level, reasons, adaptations } = screen(SHIPPED_RULES, profile, visit);
      expect(Object.values(VerdictLevel)).toContain(level);
      expect(level === CLEAR || reasons.length > 0).toBe(true);
      for (const named of [...reasons, ...adaptations]) {
        expect(named.ruleId).not.toBe('');
        expect(named.version).toBe('1');
        expect(named.text).not.toBe('');
      }
    }),
    { numRuns: 500 },
  );
});

test('the worst rule wins: the level is that of the worst reason that counts', () => {
  fc.assert(
    fc.property(fc.option(profiles), visits, (profile, visit) => {
      const { level, reasons } = screen(SHIPPED_RULES, profile, visit);
      const counting = reasons.filter(({ lifted }) => lifted === null);
      expect(counting.every((reason) => compareLevels(reason.level, level) <= 0)).toBe(true);
      expect(level === CLEAR || counting.some((reason) => reason.level === level)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('another risk never loosens it, and takes no adaptation away', () => {
  fc.assert(
    fc.property(profiles, answers, visits, (profile, added, visit) => {
      const before = screen(SHIPPED_RULES, profile, visit);
      const after = screen(SHIPPED_RULES, { ...profile, present: [...profile.present, added] }, visit);
      expect(compareLevels(after.level, before.level)).toBeGreaterThanOrEqual(0);
      const kept = (rule: string): boolean => after.adaptations.some((one) => rule === `${one.ruleId} ${one.code}`);
      const isDeferred = after.level === VerdictLevel.DEFER || after.level === VerdictLevel.EMERGENCY;
      expect(isDeferred || before.adaptations.every((one) => kept(`${one.ruleId} ${one.code}`))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('the answers of a further merged record never loosen it', () => {
  fc.assert(
    fc.property(profiles, profiles, visits, (one, other, visit) => {
      const alone = screen(SHIPPED_RULES, one, visit);
      expect(compareLevels(screenAll(SHIPPED_RULES, [one, other], visit).level, alone.level)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('what is unknown is never clear, whatever clearances and decisions say', () => {
  fc.assert(
    fc.property(profiles, fc.constantFrom(...Object.values(RiskCode)), visits, (profile, risk, visit) => {
      for (const open of [null, { ...profile, complete: false }, { ...profile, unknown: [risk] }]) {
        expect(compareLevels(screen(SHIPPED_RULES, open, visit).level, NOT_SCREENED)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test('a clearance that expires before the visit, or begins after it, never counts', () => {
  fc.assert(
    fc.property(profiles, visits, clearances, (profile, visit, clearance) => {
      fc.pre(clearance.expiresOn < visit.date || clearance.givenOn > visit.date);
      const without = screen(SHIPPED_RULES, profile, { ...visit, clearances: [] });
      expect(screen(SHIPPED_RULES, profile, { ...visit, clearances: [clearance] })).toEqual(without);
    }),
  );
});

test('a clearance lifts clearances only, a decision never a fixed rule and never what defers', () => {
  fc.assert(
    fc.property(profiles, visits, (profile, visit) => {
      for (const { level, lifted, ruleId } of screen(SHIPPED_RULES, profile, visit).reasons) {
        if (lifted === 'by_clearance') expect(level).toBe(CLEARANCE);
        if (lifted !== 'by_decision') continue;
        expect(FIXED.has(ruleId)).toBe(false);
        expect(['adapt', 'clearance']).toContain(level);
      }
    }),
    { numRuns: 500 },
  );
});

test('a rule that was made stricter never loosens a verdict', () => {
  const rule = fc.constantFrom(
    ...SHIPPED_RULES.risks.filter(({ level }) => level === 'adapt' || level === 'clearance'),
  );
  fc.assert(
    fc.property(rule, profiles, visits, ({ id: ruleId }, profile, visit) => {
      const stricter = withOverrides(SHIPPED_RULES, [{ ruleId, number: 1, changes: { level: VerdictLevel.DEFER } }]);
      const [before, after] = [SHIPPED_RULES, stricter].map((rules) => screen(rules, profile, visit).level);
      expect(compareLevels(after!, before!)).toBeGreaterThanOrEqual(0);
    }),
  );
});
