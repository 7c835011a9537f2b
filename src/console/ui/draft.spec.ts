import { follow } from './draft.js';

it('follows what stands where nobody has typed, and keeps what somebody has', () => {
  const stood = { name: 'Room 1', music: 'sea', features: ['TABLE'] };
  const draft = { ...stood, name: 'Room A', features: ['TABLE', 'FLOOR_MAT'] };
  const stands = { name: 'Room One', music: 'rain', features: ['TABLE'] };
  expect(follow({ stood, draft }, stands)).toEqual({
    stood: { name: 'Room 1', music: 'rain', features: ['TABLE'] },
    draft: { name: 'Room A', music: 'rain', features: ['TABLE', 'FLOOR_MAT'] },
  });
});
