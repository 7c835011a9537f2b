import { normalRecoveryCode, recoveryCodeOf } from './recovery-code.js';

describe('a recovery code', () => {
  it('is sixteen characters in groups of four, none of which reads as another', () => {
    const bytes = Uint8Array.from({ length: 16 }, (_, index) => index + 16);
    expect(recoveryCodeOf(bytes)).toBe('GHJK-MNPQ-RSTV-WXYZ');
    expect(recoveryCodeOf(Uint8Array.from({ length: 16 }, () => 255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
  });

  it('is the same in small letters, without its dashes, and with letters for digits', () => {
    expect(normalRecoveryCode(' ghjk mnpq rst0-wx1z ')).toBe('GHJKMNPQRST0WX1Z');
    expect(normalRecoveryCode('GHJK-MNPQ-RSTO-WXLZ')).toBe('GHJKMNPQRST0WX1Z');
    expect(normalRecoveryCode('GHJK-MNPQ-RSTO-WXIZ')).toBe('GHJKMNPQRST0WX1Z');
  });
});
