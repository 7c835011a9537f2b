import { SHIPPED_SETTINGS, settingsViolations, withChanges } from './settings.js';

describe('the settings of check-ins', () => {
  it('as they ship are those of the domain’s page, and sound', () => {
    expect(SHIPPED_SETTINGS).toMatchObject({
      ...{ watchFrom: 5, followUpFrom: 7, riseFrom: 2, watchAfterHours: 48, followUpAfterHours: 72 },
      ...{
        referAfterHours: 7 * 24,
        firstAskHours: 24,
        secondAskHours: 48,
        watchAskHours: 72,
        followUpAskHours: 7 * 24,
      },
    });
    expect(settingsViolations(SHIPPED_SETTINGS)).toEqual([]);
  });

  it('are changed one by one', () => {
    expect(withChanges({ watchFrom: 4 })).toEqual({ ...SHIPPED_SETTINGS, watchFrom: 4 });
    expect(settingsViolations(withChanges({ watchFrom: 4, followUpFrom: 4 }))).toEqual([]);
  });

  it.each([
    [{ watchFrom: 8 }, 'followUpFrom', 'order'],
    [{ followUpAfterHours: 40 }, 'followUpAfterHours', 'order'],
    [{ followUpAfterHours: 200 }, 'referAfterHours', 'order'],
    [{ firstAskHours: 48 }, 'secondAskHours', 'order'],
    [{ soreFrom: 0 }, 'soreFrom', 'range'],
    [{ riseFrom: 1.5 }, 'riseFrom', 'range'],
    [{ silenceHours: Number.NaN }, 'silenceHours', 'range'],
    [{ followUpAskHours: 337 }, 'followUpAskHours', 'range'],
  ])('refuse %j', (changes, field, rule) => {
    expect(settingsViolations(withChanges(changes))).toContainEqual(expect.objectContaining({ field, rule }));
  });
});
