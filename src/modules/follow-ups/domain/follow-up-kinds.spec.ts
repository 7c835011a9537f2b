import type { Role, StaffActor } from '../../../kernel/index.js';
import { audiencesOf, FOLLOW_UPS, isSeen, kindShown, sightOf } from './follow-up-kinds.js';
import type { Audience, FollowUpKind } from './follow-up-kinds.js';

const KINDS = Object.keys(FOLLOW_UPS) as FollowUpKind[];
const someone = (role: Role, therapistId: string | null = null): StaffActor => ({
  ...{ kind: 'staff', practiceId: 'p', userId: 'u', membershipId: 'm', sessionId: 's' },
  ...{ role, therapistId },
});

describe('follow-ups', () => {
  it.each(KINDS)('%s is somebody’s task, and no word of a record', (kind) => {
    expect(FOLLOW_UPS[kind].length).toBeGreaterThan(0);
    expect(kind).toMatch(/^[a-z_]{1,40}$/);
  });

  it('about answers with a red flag are the therapist’s and the desk’s, each their own', () => {
    expect(audiencesOf('emergency_answers', 't')).toEqual(['therapist', 'desk']);
  });

  it('about a red flag after a session tell the desk no more than one before it', () => {
    expect(audiencesOf('soreness_emergency', 't')).toEqual(['therapist', 'desk']);
    expect(kindShown({ kind: 'soreness_emergency', audience: 'desk' })).toBe('emergency_answers');
    expect(kindShown({ kind: 'soreness_emergency', audience: 'therapist' })).toBe('soreness_emergency');
    expect(kindShown({ kind: 'clearance_needed', audience: 'desk' })).toBe('clearance_needed');
  });

  it.each(['soreness_refer', 'soreness_follow_up', 'soreness_watch'] as const)(
    '%s is no matter of the desk',
    (kind) => {
      expect(audiencesOf(kind, 't')).toEqual(['therapist']);
    },
  );

  it('fall to the management where no therapist is known', () => {
    expect(audiencesOf('screening_worsened', null)).toEqual(['management']);
    expect(audiencesOf('emergency_answers', null)).toEqual(['management', 'desk']);
    expect(audiencesOf('clearance_needed', null)).toEqual(['desk']);
  });

  it.each([
    ['owner', null, 'therapist', 't1', true],
    ['owner', null, 'desk', null, true],
    ['manager', null, 'management', null, true],
    ['front_desk', null, 'desk', null, true],
    ['front_desk', null, 'therapist', 't1', false],
    ['front_desk', null, 'management', null, false],
    ['therapist', 't1', 'therapist', 't1', true],
    ['therapist', 't1', 'therapist', 't2', false],
    ['therapist', 't1', 'desk', 't1', false],
    ['therapist', 't1', 'management', 't1', false],
    ['therapist', null, 'therapist', 't1', false],
  ] as const)('a %s (%s) and one for %s (%s): %s', (role, own, audience: Audience, therapistId, seen) => {
    expect(isSeen(sightOf(someone(role, own)), { audience, therapistId })).toBe(seen);
  });
});
