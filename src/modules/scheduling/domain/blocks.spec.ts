import { blocks, rangeToRead } from './blocks.js';

/** Minutes after 10:00. */
const minutes = (count: number): number => Date.parse('2026-07-06T10:00Z') + count * 60_000;

describe('the time a visit blocks', () => {
  const service = { durationMinutes: 60, bufferBeforeMinutes: 5, bufferAfterMinutes: 10 };

  it('is the visit for the client, and the buffers too for therapist and room', () => {
    expect(blocks(service, 0, minutes(0))).toEqual({
      visit: { start: minutes(0), end: minutes(60) },
      therapist: { start: minutes(-5), end: minutes(70) },
      room: { start: minutes(-5), end: minutes(70) },
    });
  });

  it('lasts through the turnover for the room where that is longer than the buffer', () => {
    expect(blocks(service, 20, minutes(0)).room).toEqual({ start: minutes(-5), end: minutes(80) });
    expect(blocks(service, 20, minutes(0)).therapist).toEqual({ start: minutes(-5), end: minutes(70) });
  });

  it('asks to read what a block of the window’s first and last start can touch', () => {
    expect(rangeToRead({ start: minutes(0), end: minutes(600) }, service, 20)).toEqual({
      start: minutes(-5) - 1,
      end: minutes(680) + 1,
    });
  });
});
